"""Where the keys of each class work, in both languages and in the order of docs/keys.md.

A class that declares keys must stand here; a test names the one that does not.
"""

from __future__ import annotations

EVERYWHERE = ("Her yerde", "Everywhere")
LIST = ("Listede", "In a list")
CONTACTS = ("Kişiler", "Contacts")
TODAY = ("Bugün", "Today")
DIALOG = ("Her pencerede", "In every dialog")
FORM = ("Formda", "In a form")
QUESTION = ("Bir soruda", "In a question")
TRASH = ("Çöp kutusu", "Trash")
SETTINGS = ("Ayarlar", "Settings")
IMPORT = ("İçe aktarma", "Import")
FILE = ("İçe aktarma: dosya seçimi", "Import: choosing the file")
COLUMNS = ("İçe aktarma: sütunlar", "Import: columns")
TRIAL = ("İçe aktarma: deneme ve sonuç", "Import: trial and result")
EXPORT = ("Dışa aktarma", "Export")
LINK = ("Ara, yaz, aç penceresi", "Call, write, open")
TASKS = ("Görevler", "Tasks")
CALENDAR = ("Görevler: takvim", "Tasks: calendar")
HISTORY = ("Geçmiş", "History")
QUALITY = ("Veri kalitesi", "Data quality")
DUPLICATES = ("Yinelenen kayıtlar", "Duplicates")
CONFLICT = ("Kayıt bu arada değişmişse", "When the record changed meanwhile")

PLACES: dict[str, tuple[str, str]] = {
    "KobiApp": EVERYWHERE,
    "WithUndo": EVERYWHERE,
    "WithCapture": EVERYWHERE,
    "ReminderKeys": ("Bir hatırlatma görünürken", "While a reminder is in sight"),
    "WithAreas": EVERYWHERE,
    "WithShops": EVERYWHERE,
    "AreaScreen": EVERYWHERE,
    "Rows": LIST,
    "SearchInput": ("Aramada", "In the search"),
    "FirstScreen": ("İlk sayfa", "First page"),
    "QueueRows": TODAY,
    "TodayKeys": TODAY,
    "TodayScreen": TODAY,
    "ContactKeys": CONTACTS,
    "ListKeys": CONTACTS,
    "ContactsScreen": CONTACTS,
    "ViewsDialog": ("Kayıtlı görünümler", "Saved views"),
    "SortDialog": ("Sırala", "Sort"),
    "FilterDialog": ("Süz", "Filter"),
    "ColumnsDialog": ("Sütunlar", "Columns"),
    "LetterDialog": ("Harfe git", "Go to letter"),
    "ManyDialog": ("Birçok kayıt için soru", "A question about many contacts"),
    "Card": ("Kartta", "On the card"),
    "LinkDialog": LINK,
    "Ways": LINK,
    "ActingCard": ("Kartta", "On the card"),
    "ContactCard": ("Kartta", "On the card"),
    "EntryDialog": ("Geçmişteki bir kayıt", "An entry of the timeline"),
    "OutcomeDialog": ("Sonuç penceresi", "The outcome dialog"),
    "OutcomeGrid": ("Sonuç penceresi", "The outcome dialog"),
    "LaterDialog": ("Görevi erteleme", "Putting a task off"),
    "ChangesetDialog": ("Bir değişikliğin ayrıntısı", "A change in full"),
    "WholeTextDialog": ("Bir metnin tamamı", "A text in full"),
    "FormDialog": FORM,
    "FormField": FORM,
    "SheetForm": FORM,
    "DraftDialog": ("Yarım kalmış form", "An unfinished form"),
    "ConflictDialog": CONFLICT,
    "ClashRow": CONFLICT,
    "ImportScreen": IMPORT,
    "PathInput": FILE,
    "FileRows": FILE,
    "ColumnsStep": COLUMNS,
    "ColumnRows": COLUMNS,
    "ProfilesDialog": ("İçe aktarma: kayıtlı profiller", "Import: saved profiles"),
    "ReadingDialog": ("İçe aktarma: dosya nasıl okunsun", "Import: how the file is read"),
    "Results": TRIAL,
    "Outcomes": TRIAL,
    "TrialStep": TRIAL,
    "DoneStep": TRIAL,
    "ExportDialog": EXPORT,
    "ExportScreen": EXPORT,
    "TaskKeys": TASKS,
    "TaskListKeys": TASKS,
    "DayWalker": CALENDAR,
    "DayPane": CALENDAR,
    "MonthGrid": CALENDAR,
    "MonthScreen": CALENDAR,
    "DayHours": ("Görevler: saat saat gün", "Tasks: a day by the hour"),
    "DayScreen": ("Görevler: saat saat gün", "Tasks: a day by the hour"),
    "FullDialog": ("Görevler: bir görevin tamamı", "Tasks: a task in full"),
    "HistoryScreen": HISTORY,
    "RecordRows": HISTORY,
    "TrashKeys": TRASH,
    "FindingRows": QUALITY,
    "QualityKeys": QUALITY,
    "RightValue": ("Veri kalitesi: doğrusunu yazarken", "Data quality: writing the right value"),
    "PairRows": DUPLICATES,
    "DuplicatesKeys": DUPLICATES,
    "SettingsScreen": SETTINGS,
    "ItemRows": SETTINGS,
    "KeyDialog": ("Ayarlar: tuş seçimi", "Settings: choosing a key"),
    "TextDialog": ("Ayarlar: metin", "Settings: a text"),
    "Dialog": DIALOG,
    "HelpDialog": ("Yardım", "Help"),
    "ConfirmDialog": QUESTION,
    "BarDialog": ("Seçim listesi", "A list to choose from"),
    "CaptureDialog": ("Hızlı ekle", "Capture"),
    "PromptDialog": ("Tek satır soran pencere", "A dialog for one line"),
    "NoteDialog": ("Not", "Note"),
    "OneOf": ("Seçenek satırı", "A row of choices"),
    "Menu": ("Seçenek listesi", "A menu"),
}
