"""What a person may not do, said in a sentence they can read."""


class Refused(Exception):
    """Something visible that may not be done. `message` is shown as it is; `status` is the HTTP status."""

    def __init__(self, message, status: int = 403):
        super().__init__(message)
        self.message = message
        self.status = status

    def __str__(self) -> str:
        return str(self.message)
