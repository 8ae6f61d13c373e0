"""Runs migrations over the connection that ``storage.migrate`` gives."""

from alembic import context

from storage.migrate import configure

configure(context.config.attributes["connection"], context.config.attributes.get("on_step"))
with context.begin_transaction():
    context.run_migrations()
