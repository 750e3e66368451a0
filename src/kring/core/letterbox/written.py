"""What a mail says, ready to be posted."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Written:
    """`html` is clean; `files` are numbers of the sender's loose files; `answers` the id of the comment that is answered (0:
    none). `calendar` is the answer of a calendar program (METHOD:REPLY), as it came. `proven`: the sender's mail server stands for the address; what isn't goes no further than its author."""

    title: str
    html: str
    token: UUID
    files: list[int] = field(default_factory=list)
    answers: int = 0
    proven: bool = True
    calendar: bytes = b""
