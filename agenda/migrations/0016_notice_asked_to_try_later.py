from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agenda', '0015_notice_is_called_a_message'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='last_error',
            field=models.CharField(blank=True, choices=[('no_address', 'No e-mail address is known.'), ('address_refused', "The mail server refused the person's address."), ('sender_refused', 'The mail server refused our sender or our sign-in.'), ('refused', 'The mail server refused the message.'), ('try_later', 'The mail server asked to try again later.'), ('unreachable', 'The mail server could not be reached.'), ('timed_out', 'The mail server did not answer in time.'), ('not_written', 'The message could not be written: the log says why.'), ('links_over', 'Personal links end a month after the mission: the link in the message would open nothing.'), ('stopped', 'The sender was stopped while the mail server took the message: it may have arrived.')], max_length=20, verbose_name='what went wrong'),
        ),
    ]
