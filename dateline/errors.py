"""The root of all errors that dateline raises about what it is given."""


class DatelineError(Exception):
    """What is given is not right; the message says what, where, and what to do. The command prints it.

    - SourcesError: a sources file breaks its schema (ValueError)
    - SourceUnreadable: a source cannot be read as a whole (OSError)
    - FetchError: an address cannot be fetched (OSError)
    - DocumentError: a document cannot be read (ValueError)
    - PipelineError: the pipeline that DATELINE_MODEL names cannot be used
    - GrammarError, CodebookError: a file of the grammar or of a codebook breaks its schema (ValueError)
    - CorrectionError: a correction cannot be applied (ValueError)
    - NotADocument: a line given to `dateline extract` is no document (ValueError)
    - StoreError: the store cannot be used as it is; StoreLockedError: another process has it open
    """
