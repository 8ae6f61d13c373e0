"""What may be rebuilt or expires: sessions and seen-answers, turns, leases, rates, tokens."""

from storage.redis.client import RedisAway, connect_redis, reaching_redis

__all__ = ["RedisAway", "connect_redis", "reaching_redis"]
