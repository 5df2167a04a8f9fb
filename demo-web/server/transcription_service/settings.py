"""Everything the environment may change, with its default, unit and range."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SERVER_FOLDER = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Read from environment variables of the same names in capitals (`PORT`, `DATA_DIR`, …)."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port; 0 lets the system choose one.")
    data_dir: Path = Field(
        SERVER_FOLDER / "data", description="Folder for the database, recordings and secret."
    )
    static_dir: Path = Field(SERVER_FOLDER.parent / "dist", description="The built page.")
    samples_dir: Path = Field(
        SERVER_FOLDER.parent / "public" / "samples",
        description="Speech samples, listed in its samples.json.",
    )
    secret_key: SecretStr | None = Field(
        None,
        min_length=32,
        description="Signs access tokens. Default: generated once and kept in DATA_DIR.",
    )
    token_days: Annotated[int, Field(ge=1, le=366, description="Life of an access token.")] = 30

    redis_url: SecretStr | None = Field(
        None,
        description="redis://[user:password@]host:port/db or unix:///path. Carries status updates, "
        "leases, tickets and Celery's messages, for any number of processes that share DATA_DIR. "
        "Default: everything in one process, without Redis or a broker.",
    )

    heartbeat_seconds: float = Field(15, gt=0, le=60, description="Pause between heartbeats.")
    idle_seconds: float = Field(
        300, gt=0, description="A stream without a change of status for this long is closed."
    )
    stream_life_seconds: float = Field(
        3600,
        gt=0,
        description="A stream is closed after this, or up to a fifth less, and comes back.",
    )
    send_seconds: float = Field(
        30, gt=0, description="A client that takes no bytes for this long is gone."
    )

    streams_per_user: int = Field(3, ge=1, description="Streams of one user, over all processes.")
    streams_in_all: int = Field(5000, ge=1, description="Streams of all users and processes.")
    uploads_per_minute: int = Field(20, ge=1, description="Uploads of one user.")
    waiting_jobs_per_user: int = Field(
        20, ge=1, description="Jobs of one user that have not ended."
    )
    requests_per_minute: int = Field(600, ge=1, description="Other requests of one user.")
    admin_keys_per_minute: int = Field(
        10, ge=1, description="Administration keys that one address may try."
    )
    tokens_per_minute: int = Field(60, ge=1, description="New tokens for one address.")

    allowed_origins: tuple[str, ...] = Field(
        (),
        description='Origins whose pages may use the API, a JSON list: ["https://app.example"]. '
        "The service's own pages need not be named.",
    )

    trusted_proxies: tuple[str, ...] = Field(
        ("127.0.0.1", "::1"),
        description="Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, a JSON list "
        'of addresses or networks: ["10.0.0.0/8"].',
    )

    max_upload_bytes: int = Field(200_000_000, ge=1, description="Largest audio file accepted.")
    max_audio_seconds: float = Field(4 * 3600, gt=0, description="Longest recording accepted.")
    upload_idle_seconds: float = Field(
        30, gt=0, description="A request whose body stands still for this long is given up."
    )
    upload_bytes_per_second: int = Field(
        1000, ge=1, description="A request whose body is slower on average is given up."
    )
    recording_days: float = Field(
        7,
        ge=0,
        le=36500,
        description="How long a recording is kept once its job has ended, to be played, and to be "
        "transcribed again. 0: it goes with the job's end.",
    )
    recordings_max_bytes: int = Field(
        5_000_000_000,
        ge=1,
        description="Room for all recordings, MAX_UPLOAD_BYTES at least. When it is full, those "
        "whose jobs ended first go before their time; uploads are refused (507) when jobs that "
        "have not ended need all of it.",
    )
    arriving_max_bytes: int = Field(
        2_000_000_000,
        ge=1,
        description="Room, beside that, for uploads that are under way, MAX_UPLOAD_BYTES at least. "
        "When it is full, uploads are refused (507).",
    )
    probe_seconds: float = Field(30, gt=0, description="Time to examine an upload.")

    parallel_jobs: int = Field(2, ge=1, le=64, description="Transcriptions at the same time.")
    max_attempts: int = Field(5, ge=1, description="Starts of one job before it is given up.")
    job_lease_seconds: float = Field(
        15, gt=0, description="A worker that says nothing for this long has lost its job."
    )
    stall_seconds: float = Field(
        120, gt=0, description="Silence of the recogniser that counts as a hang."
    )

    admin_key: SecretStr | None = Field(
        None,
        min_length=20,
        description="Whoever has it is an administrator. Default: generated once and kept in "
        "DATA_DIR/admin-key.",
    )
    metrics_token: SecretStr | None = Field(
        None,
        min_length=20,
        description="Bearer token that /metrics asks for. Default: none, and /metrics answers "
        "clients of this machine only.",
    )
    history_days: float = Field(
        30, gt=0, description="How long the history of connections is kept."
    )
    experiment_name: str = Field(
        "sse-or-polling",
        min_length=1,
        max_length=64,
        description="Of the comparison of transports; a new name divides users anew.",
    )
    experiment_polling_percent: float = Field(
        0, ge=0, le=100, description="Share of users whose pages poll, to be compared."
    )

    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least level that is logged; connections are logged as info."
    )
    log_format: Literal["logfmt", "json"] = Field(
        "logfmt", description="One record a line on standard error, as key=value or as JSON."
    )

    demo_faults: bool = Field(
        False, description="Offer an endpoint that makes streams and polls misbehave."
    )

    @field_validator("recordings_max_bytes", "arriving_max_bytes")
    @classmethod
    def _holds_the_largest_upload(cls, room: int, info: ValidationInfo) -> int:
        largest = info.data.get("max_upload_bytes", 0)
        if room < largest:
            raise ValueError(
                f"expected room for the largest upload, MAX_UPLOAD_BYTES ({largest}) or more, came "
                f"{room}: raise this or lower that"
            )
        return room
