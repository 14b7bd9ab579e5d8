"""What untrusted code may use. Seconds and bytes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one submission may use; an exercise may say otherwise.

    Parameters
    ----------
    probe_seconds : float
        Wall time of one probe, all its steps together.
    cell_seconds, load_seconds : float
        Wall time of one cell, and of all cells together.
    memory_bytes : int
        Memory of all the submission's processes together, beyond what the warm interpreter shares.
    processes : int
        Processes and threads at a time.
    scratch_bytes : int
        Size of the temporary folder, the only place that can be written.
    output_bytes : int
        Characters of output that are kept, of one cell and of all cells together.
    """

    probe_seconds: float = 10.0
    cell_seconds: float = 30.0
    load_seconds: float = 120.0
    memory_bytes: int = 2**30
    processes: int = 64
    scratch_bytes: int = 64 * 2**20
    output_bytes: int = 2**20
