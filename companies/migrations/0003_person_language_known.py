from django.db import migrations, models


def give_known_languages(apps, schema_editor):
    people = apps.get_model("companies", "Person").objects
    people.exclude(language__in=["it", "en"]).update(language="it")


class Migration(migrations.Migration):
    dependencies = [("companies", "0002_history")]

    operations = [
        migrations.RunPython(give_known_languages, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["it", "en"])),
                name="person_language_known",
                violation_error_message="We write to people in Italian or in English.",
            ),
        ),
    ]
