"""A small treebank."""

import gzip
from pathlib import Path

import pytest

TREEBANK = """\
# newdoc id = one
# sent_id = 1
# text = Obama's aide Kori Schulman didn't go.
1\tObama\tObama\tPROPN\tNNP\tNumber=Sing\t3\tnmod:poss\t_\tEntity=(1-person-new-cf1-1,2-coref(2-person-new-cf2-1-sgl)|SpaceAfter=No
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3\taide\taide\tNOUN\tNN\tNumber=Sing\t4\tnmod:desc\t_\t_
4\tKori\tKori\tPROPN\tNNP\tNumber=Sing\t8\tnsubj\t_\t_
5\tSchulman\tSchulman\tPROPN\tNNP\tNumber=Sing\t4\tflat\t_\tEntity=1)
6-7\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
6\tdid\tdo\tAUX\tVBD\tTense=Past\t8\taux\t_\t_
7\tn't\tnot\tPART\tRB\tPolarity=Neg\t8\tadvmod\t_\t_
8\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_

# newpar
# sent_id = 2
# text = The University of Oslo is in Norway.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(3-organization-new-cf1-2-sgl
2\tUniversity\tUniversity\tPROPN\tNNP\tNumber=Sing\t7\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tOslo\tOslo\tPROPN\tNNP\tNumber=Sing\t2\tnmod\t_\tEntity=(4-place-new-cf2-1-sgl)3)
5\tis\tbe\tAUX\tVBZ\tTense=Pres\t7\tcop\t_\t_
6\tin\tin\tADP\tIN\t_\t7\tcase\t_\t_
7\tNorway\tNorway\tPROPN\tNNP\tNumber=Sing\t0\troot\t_\tEntity=(5-place-new-cf3-1-sgl)|SpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\t_

# sent_id = 3
# text = It rained.
1\tIt\tit\tPRON\tPRP\t_\t2\texpl\t_\t_
2\trained\train\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "small.conllu.gz"
    path.write_bytes(gzip.compress(TREEBANK.encode(), mtime=0))
    return path
