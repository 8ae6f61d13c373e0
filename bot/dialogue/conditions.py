"""What somebody must know before they take a place, in lines (条例 12, 14)."""

from bot.texts import Texts
from domain.offerings.model import Project


def conditions(texts: Texts, project: Project) -> list[str]:
    """Content, conditions, risks, insurance and what to bring; what is not set is left out."""
    lines = {
        "content": project.content,
        "minimum-age": project.minimum_age,
        "skill": project.skill,
        "training": project.training,
        "risks": project.risks,
        "insurance": project.insurance,
        "bring": project.bring,
    }
    return [texts(f"project-{name}", value=str(value)) for name, value in lines.items() if value]
