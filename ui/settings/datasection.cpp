// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/datasection.h"

#include "ui/parts/announce.h"

#include <QLineEdit>

namespace updesk
{

DataSection::DataSection() : SettingSection(tr("Data"), tr("everything of this desk is in one file"))
{
    for (const QString &label : {tr("File of the store"), tr("Size"), tr("On the disk"), tr("Last backup")}) {
        SettingRow *row = addRow(label);
        m_lines.emplace_back(row, row->addText());
    }
    m_lines[0].second->setObjectName(QStringLiteral("settings.file"));
    m_lines[2].second->setObjectName(QStringLiteral("settings.encryption"));
    m_lines[3].first->setNote(tr("UpDesk makes one by itself before an update changes the file."));
    addImport(ListKind::DoNotCall, tr("Do-not-call list"), QStringLiteral("dnc"), tr("Import a do-not-call list"));
    addDate();
    addNews(of(ListKind::DoNotCall), QStringLiteral("dnc"));
    addImport(ListKind::Calls, tr("Calls of the phone system"), QStringLiteral("calls"),
        tr("Import the calls of the phone system"));
    addNews(of(ListKind::Calls), QStringLiteral("calls"));
    addLaw();
    showImports();
}

void DataSection::addLaw()
{
    m_lawRow = addRow(tr("Rules of law"));
    m_lawRow->setObjectName(QStringLiteral("settings.law.row"));
    m_law = m_lawRow->addText();
    m_law->setObjectName(QStringLiteral("settings.law"));
    const auto add = [this](const QString &words, const char *name, void (DataSection::*wanted)()) {
        auto *button = m_lawRow->add(new Button(words));
        button->setInBar();
        button->setObjectName(QStringLiteral("settings.law.") + QLatin1String(name));
        connect(button, &Button::clicked, this, wanted);
        return button;
    };
    add(tr("Save a copy ..."), "copy", &DataSection::lawCopyWanted)->setAccessibleName(tr("Save a copy of the rules"));
    m_lawFile = add(tr("Use a file ..."), "file", &DataSection::lawWanted);
    m_lawFile->setAccessibleName(tr("Use rules of the store's own from a file"));
    m_lawShipped = add(tr("Use UpDesk's own"), "shipped", &DataSection::shippedLawWanted);
    m_lawShipped->setAccessibleName(tr("Use the rules that came with UpDesk"));
}

void DataSection::setLaw(const QString &words, const QString &note, bool own)
{
    m_law->setText(words);
    m_lawNote = note;
    m_ownLaw = own;
    showImports();
}

void DataSection::setLawRefused(const QString &words)
{
    m_lawRow->setError(words, m_lawFile);
    if (!words.isEmpty())
        announce(m_lawFile, words);
}

void DataSection::addImport(ListKind kind, const QString &label, const QString &name, const QString &spoken)
{
    Import &one = of(kind);
    one.row = addRow(label);
    one.row->setObjectName(QStringLiteral("settings.%1.row").arg(name));
    if (kind == ListKind::DoNotCall) {
        m_list = one.row->addText();
        m_list->setObjectName(QStringLiteral("settings.dnc"));
    }
    one.button = one.row->add(new Button(tr("Import ...")));
    one.button->setInBar();
    one.button->setObjectName(QStringLiteral("settings.%1.import").arg(name));
    one.button->setAccessibleName(spoken);
    connect(one.button, &Button::clicked, this, [this, kind] { Q_EMIT importWanted(kind); });
}

void DataSection::addNews(Import &one, const QString &name)
{
    one.newsRow = addRow(QString());
    one.news = one.newsRow->addText();
    one.news->setObjectName(QStringLiteral("settings.%1.news").arg(name));
    one.cancel = one.newsRow->add(new Button(tr("Cancel")));
    one.cancel->setInBar();
    one.cancel->setObjectName(QStringLiteral("settings.%1.cancel").arg(name));
    connect(one.cancel, &Button::clicked, this, &DataSection::cancelWanted);
    one.cancel->hide();
    setUsed(one.newsRow, false);
}

void DataSection::addDate()
{
    m_dateRow = addRow(tr("Date of the list"));
    m_dateRow->setObjectName(QStringLiteral("settings.dnc.dateRow"));
    m_date = m_dateRow->addEdit(new QLineEdit);
    m_date->setObjectName(QStringLiteral("settings.dnc.date"));
    m_date->setMaxLength(20);
    auto *begin = m_dateRow->add(new Button(tr("Import")));
    begin->setInBar();
    begin->setObjectName(QStringLiteral("settings.dnc.begin"));
    auto *leave = m_dateRow->add(new Button(tr("Cancel")));
    leave->setInBar();
    leave->setObjectName(QStringLiteral("settings.dnc.leave"));
    connect(m_date, &QLineEdit::returnPressed, this, &DataSection::takeDate);
    connect(m_date, &QLineEdit::textEdited, this, [this] { m_dateRow->setError({}); });
    connect(begin, &Button::clicked, this, &DataSection::takeDate);
    connect(leave, &Button::clicked, this, [this] {
        setUsed(m_dateRow, false);
        of(ListKind::DoNotCall).button->setFocus();
    });
    setUsed(m_dateRow, false);
}

void DataSection::setList(const QString &words, const QString &note, Colour colour)
{
    m_list->setText(words);
    of(ListKind::DoNotCall).row->setNoteColour(Colour::Hint); // what was given before it was first shown is lost
    of(ListKind::DoNotCall).row->setNoteColour(colour);
    m_listNote = note;
    showImports();
}

void DataSection::takeFocusAtList() { of(ListKind::DoNotCall).button->setFocus(Qt::OtherFocusReason); }

void DataSection::setBarred(const QString &why)
{
    m_barred = why;
    showImports();
}

void DataSection::showImports()
{
    const bool free = !m_working && m_barred.isEmpty();
    for (const Import &one : m_imports)
        one.button->setEnabled(free);
    m_lawFile->setEnabled(free);
    m_lawShipped->setEnabled(free);
    m_lawShipped->setVisible(m_ownLaw);
    m_lawRow->setNote(m_lawNote);
    QStringList notes{m_listNote, m_barred};
    notes.removeAll(QString());
    of(ListKind::DoNotCall).row->setNote(notes.join(u' '));
    notes = QStringList{tr("A table (CSV) of finished calls, as the phone system saves it."), m_barred};
    notes.removeAll(QString());
    of(ListKind::Calls).row->setNote(notes.join(u' '));
    if (!free)
        setUsed(m_dateRow, false);
}

void DataSection::askDate(const QString &file)
{
    m_date->clear();
    m_dateRow->setError({});
    m_dateRow->setNote(tr("The day of the list in %1, as in 2026-03-01.").arg(file));
    tell(ListKind::DoNotCall, {}, {});
    setUsed(m_dateRow, true);
    m_date->setFocus();
}

void DataSection::takeDate()
{
    const QDate day = QDate::fromString(m_date->text().trimmed(), Qt::ISODate);
    if (day.isValid())
        Q_EMIT dated(day);
    else
        m_dateRow->setError(tr("Type the day of the list, as in 2026-03-01."));
}

void DataSection::tell(ListKind kind, const QString &news, const QString &error)
{
    Import &one = of(kind);
    one.row->setError(error, one.button);
    one.news->setText(news);
    one.cancel->setVisible(m_mayCancel);
    setUsed(one.newsRow, !news.isEmpty());
}

void DataSection::setWorking(ListKind kind, const QString &words, bool mayCancel)
{
    m_working = true;
    m_mayCancel = mayCancel;
    tell(kind, words, {});
    showImports();
}

void DataSection::setDone(ListKind kind, const QString &words)
{
    m_working = m_mayCancel = false;
    tell(kind, words, {});
    showImports();
    announce(of(kind).button, words);
}

void DataSection::setRefused(ListKind kind, const QString &words)
{
    m_working = m_mayCancel = false;
    tell(kind, {}, words);
    showImports();
    announce(of(kind).button, words);
}

void DataSection::setFacts(const DeskFacts &facts)
{
    const QString texts[] = {
        facts.file, facts.size, facts.encryption, facts.backup.isEmpty() ? tr("None yet") : facts.backup};
    for (size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].second->setText(texts[i]);
        setUsed(m_lines[i].first, !texts[i].isEmpty());
    }
}

AboutSection::AboutSection() : SettingSection(tr("About"), {})
{
    m_version = addRow(tr("Version"))->addText();
    m_version->setObjectName(QStringLiteral("settings.version"));
    addRow(tr("License"))
        ->addText()
        ->setText(tr("GNU General Public License, version 3 or later. It comes without any warranty."));
}

void AboutSection::setFacts(const DeskFacts &facts) { m_version->setText(facts.version); }

} // namespace updesk
