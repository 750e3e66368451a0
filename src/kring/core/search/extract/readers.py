"""Which reader reads what: by the ending of the name, as people and their programs know files."""

HERE = "kring.core.search.extract"
READERS: dict[str, str] = {  # dotted paths: the libraries are loaded in the process that reads
    "pdf": f"{HERE}.pdf:pdf",
    **dict.fromkeys(("docx", "docm", "dotx"), f"{HERE}.office:word"),
    **dict.fromkeys(("xlsx", "xlsm", "xltx"), f"{HERE}.office:excel"),
    **dict.fromkeys(("pptx", "pptm", "ppsx"), f"{HERE}.office:powerpoint"),
    **dict.fromkeys(("odt", "ods", "odp", "ott", "ots", "otp"), f"{HERE}.opendocument:opendocument"),
    **dict.fromkeys(
        ("txt", "md", "markdown", "csv", "tsv", "log", "rst", "vtt", "srt"), f"{HERE}.plain:plain"
    ),
}
