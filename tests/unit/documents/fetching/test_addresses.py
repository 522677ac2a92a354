import pytest

from dateline.documents.fetching import FetchError
from dateline.documents.fetching.addresses import is_public, normalised


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("HTTPS://News.Example:443/a b?q=ä#part", "https://news.example/a%20b?q=%C3%A4"),
        ("http://münchen.example", "http://xn--mnchen-3ya.example/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("https://a.example/%20?x=[1]", "https://a.example/%20?x=[1]"),
    ],
)
def test_an_address_is_brought_to_the_form_in_which_it_is_sent(url: str, sent: str) -> None:
    assert normalised(url) == sent
    assert normalised(sent) == sent


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "//a.example/",
        "javascript:alert(1)",
        "http://",
        "http://a.example:99999/",
        "http://u:p@a.example/",
        "http://a..example/",
        "http://" + "a" * 70 + ".example/",
        "https://a.example/" + "x" * 5000,
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        normalised(url)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
