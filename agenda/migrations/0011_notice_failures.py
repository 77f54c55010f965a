from django.db import migrations, models


def name_failures(apps, schema_editor):
    notices = apps.get_model("agenda", "Notice").objects.exclude(last_error="")
    notices.filter(last_error="No e-mail address is known.").update(last_error="no_address")
    notices.exclude(last_error="no_address").update(last_error="refused")


class Migration(migrations.Migration):
    dependencies = [("agenda", "0010_notices_of_links")]

    operations = [
        migrations.RunPython(name_failures, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="notice",
            name="last_error",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_address", "No e-mail address is known."),
                    ("address_refused", "The mail server refused the person's address."),
                    ("sender_refused", "The mail server refused our sender or our sign-in."),
                    ("refused", "The mail server refused the message."),
                    ("unreachable", "The mail server could not be reached."),
                    ("timed_out", "The mail server did not answer in time."),
                    ("not_written", "The message could not be written: the log says why."),
                ],
                max_length=20,
                verbose_name="what went wrong",
            ),
        ),
    ]
