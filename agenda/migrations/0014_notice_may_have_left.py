from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agenda", "0013_lapsed_acceptances")]

    operations = [
        migrations.RemoveConstraint("notice", "notice_one_unsent_per_person"),
        migrations.RemoveConstraint("notice", "notice_one_unsent_link_per_person"),
        migrations.AlterField(
            model_name='notice',
            name='last_error',
            field=models.CharField(blank=True, choices=[('no_address', 'No e-mail address is known.'), ('address_refused', "The mail server refused the person's address."), ('sender_refused', 'The mail server refused our sender or our sign-in.'), ('refused', 'The mail server refused the message.'), ('unreachable', 'The mail server could not be reached.'), ('timed_out', 'The mail server did not answer in time.'), ('not_written', 'The message could not be written: the log says why.'), ('links_over', 'Personal links end a month after the mission: the link in the message would open nothing.'), ('stopped', 'The sender was stopped while the mail server took the message: it may have arrived.')], max_length=20, verbose_name='what went wrong'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='status',
            field=models.CharField(choices=[('waiting', 'waiting'), ('sending', 'being sent'), ('sent', 'sent'), ('failed', 'failed'), ('uncertain', 'may have left'), ('needless', 'nothing left to say')], default='waiting', max_length=10, verbose_name='status'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['waiting', 'failed', 'uncertain']), ('version__isnull', False)), fields=('mission', 'person'), name='notice_one_unsent_per_person', violation_error_message='A notice to this person is waiting already.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['waiting', 'failed', 'uncertain']), ('version__isnull', True)), fields=('mission', 'person'), name='notice_one_unsent_link_per_person', violation_error_message='The link of this person is waiting to be sent already.'),
        ),
    ]
