// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/storesection.h"

#include "ui/parts/sentence.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>

#include <algorithm>

namespace updesk
{

StoreSection::StoreSection()
    : SettingSection(tr("Store"), tr("applies at once, on every desk of the store")), m_scope(new QComboBox)
{
    m_reason = addRow(tr("Read only"));
    m_reasonText = m_reason->addText();
    m_reasonText->setObjectName(QStringLiteral("settings.store.reason"));
    setAlways(m_reason);
    addLine("name", tr("Name"), tr("Messages and reports carry it."), &StoreEntries::name);
    addLine("address", tr("Postal address"),
        tr("Stands in every email that offers something. Without it none is sent."), &StoreEntries::address);
    addLine("phone", tr("Phone"), tr("Customers are told this number."), &StoreEntries::phone);
    m_zone = addShown("zone", tr("Time zone"))->addText();
    m_answers = addShown("answers", tr("Answering hours"))->addText();
    m_showroom = addShown("showroom", tr("Showroom hours"))->addText();
    auto *holidays = addShown("holidays", tr("Holidays"));
    m_holidays = holidays->addText();
    holidays->setNote(tr("Time zone, hours and holidays come from the set-up file: “updeskctl configure”."));
    m_missedRow = addRow(tr("Missed visits, minutes"));
    m_minutes = m_missedRow->addEdit(new QLineEdit);
    m_minutes->setObjectName(QStringLiteral("settings.store.no_show"));
    m_minutes->setAccessibleName(tr("Minutes after which a visit counts as missed"));
    m_missedRow->setNote(tr("So many minutes after its time a visit that nobody has marked counts as missed."));
    addLaw();
    connect(m_minutes, &QLineEdit::editingFinished, this, [this] {
        StoreEntries after = m_shown.entries;
        after.noShowMinutes = QLocale().toInt(m_minutes->text().trimmed());
        change(after);
    });
    connect(m_scope, &QComboBox::activated, this, [this](int index) {
        StoreEntries after = m_shown.entries;
        after.refusalOfAll = index == 0;
        change(after);
    });
    setStore({});
}

void StoreSection::addLaw()
{
    addHead(tr("The law"), tr("what it asks of the store"));
    addLine("canada_list", tr("Canada's do-not-call list"),
        tr("The store's registration with it. Without one nobody in Canada who never dealt with the store is called."),
        &StoreEntries::canadaList);
    m_scopeRow = addRow(tr("A no to one way"));
    m_scope->setObjectName(QStringLiteral("settings.store.scope"));
    m_scope->setAccessibleName(tr("What a no to calls or to texts stops"));
    m_scope->addItems({tr("Stops offers by calls and texts"), tr("Stops offers by that way only")});
    m_scope->setProperty("bar", true);
    m_scopeRow->add(m_scope);
    addDisposal();
}

void StoreSection::addDisposal()
{
    m_monthsRow = addRow(tr("Without business, months"));
    m_months = m_monthsRow->addEdit(new QLineEdit);
    m_months->setObjectName(QStringLiteral("settings.store.months"));
    m_months->setAccessibleName(tr("Months without business after which a customer is proposed for erasing"));
    m_monthsRow->setNote(
        tr("After so long without business managers are told once a month whom the store could erase. 0: nobody."));
    connect(m_months, &QLineEdit::editingFinished, this, [this] {
        bool isNumber = false;
        StoreEntries after = m_shown.entries;
        const int months = QLocale().toInt(m_months->text().trimmed(), &isNumber);
        after.disposalMonths = isNumber ? months : -1;
        change(after);
    });
}

SettingRow *StoreSection::addShown(const char *field, const QString &label)
{
    SettingRow *row = addRow(label);
    row->setObjectName(QStringLiteral("settings.store.") + QLatin1String(field));
    return row;
}

void StoreSection::addLine(const char *field, const QString &label, const QString &note, QString StoreEntries::*entry)
{
    SettingRow *row = addRow(label);
    QLineEdit *edit = row->addEdit(new QLineEdit);
    edit->setObjectName(QStringLiteral("settings.store.") + QLatin1String(field));
    row->setNote(note);
    m_lines.push_back({field, row, edit, entry});
    connect(edit, &QLineEdit::editingFinished, this, [this, at = m_lines.size() - 1] { typed(m_lines[at]); });
}

void StoreSection::typed(const Line &line)
{
    StoreEntries after = m_shown.entries;
    after.*line.entry = line.edit->text().simplified();
    change(after);
}

void StoreSection::change(StoreEntries after)
{
    if (!m_shown.mayChange)
        return;
    if (after == m_shown.entries)
        return setSaved();
    Q_EMIT changeWanted(m_shown.entries, after);
}

// What is typed and not set yet stays; the other rows follow the store.
void StoreSection::setStore(const StoreShown &shown)
{
    const StoreEntries before = m_shown.entries;
    m_shown = shown;
    for (const Line &line : m_lines) {
        const bool typing =
            shown.mayChange && line.edit->isModified() && before.*line.entry == shown.entries.*line.entry;
        if (!typing)
            line.edit->setText(shown.entries.*line.entry);
        line.edit->setReadOnly(!shown.mayChange);
    }
    if (!shown.mayChange || !m_minutes->isModified() || before.noShowMinutes != shown.entries.noShowMinutes)
        m_minutes->setText(QLocale().toString(shown.entries.noShowMinutes));
    m_minutes->setReadOnly(!shown.mayChange);
    if (!shown.mayChange || !m_months->isModified() || before.disposalMonths != shown.entries.disposalMonths)
        m_months->setText(QLocale().toString(shown.entries.disposalMonths));
    m_months->setReadOnly(!shown.mayChange);
    m_scope->setCurrentIndex(shown.entries.refusalOfAll.value_or(shown.scope.all) ? 0 : 1);
    m_scope->setEnabled(shown.mayChange);
    m_scopeRow->setNote(shown.scopeFrom.isEmpty()
            ? QString()
            //: %1: a day
            : tr("From %1 on a no to calls or to texts stops offers by both in any case.").arg(shown.scopeFrom));
    m_zone->setText(shown.timeZone);
    m_answers->setText(shown.answerHours);
    m_showroom->setText(shown.showroomHours);
    m_holidays->setText(shown.holidays.isEmpty() ? tr("None are set up") : shown.holidays);
    m_reasonText->setText(!shown.fault.isEmpty() ? shown.fault : tr("A manager or the principal changes this."));
    setUsed(m_reason, !shown.mayChange);
}

SettingRow *StoreSection::rowOf(const QString &field) const
{
    const auto line =
        std::ranges::find_if(m_lines, [&field](const Line &one) { return field == QLatin1String(one.field); });
    return line != m_lines.end() ? line->row : field == QLatin1String("months") ? m_monthsRow : m_missedRow;
}

void StoreSection::setFault(const Error &error)
{
    clearFaults();
    if (error.code != Error::Code::Invalid) {
        m_reasonText->setText(sentence(error));
        return setUsed(m_reason, true);
    }
    rowOf(error.subject)
        ->setError(error.subject == QLatin1String("name")  ? tr("The store needs a name.")
                : error.subject == QLatin1String("phone")  ? tr("This is no phone number.")
                : error.subject == QLatin1String("months") ? tr("Type 0 to 24 months.")
                                                           : tr("Type 1 to 1440 minutes."));
}

void StoreSection::clearFaults()
{
    for (const Line &line : m_lines)
        line.row->setError({});
    m_missedRow->setError({});
    m_monthsRow->setError({});
    setUsed(m_reason, !m_shown.mayChange);
}

void StoreSection::setSaved()
{
    for (const Line &line : m_lines)
        line.edit->setModified(false);
    m_minutes->setModified(false);
    m_months->setModified(false);
    clearFaults();
}

} // namespace updesk
