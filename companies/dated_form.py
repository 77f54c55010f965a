"""Forms whose days are days of our time."""

from django import forms

from delegation.local_time import within_years


class DatedForm(forms.ModelForm):
    """A form that refuses days at the ends of the calendar, which are slips of the finger."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField | forms.SplitDateTimeField):
                field.validators.append(within_years)
