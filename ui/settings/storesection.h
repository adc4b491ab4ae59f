// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/storeverbs.h"
#include "ui/settings/settingsection.h"

class QComboBox;

namespace updesk
{

/// What the store section shows beside what can be changed in it, in the words of the screen.
struct StoreShown {
    StoreEntries entries;
    RefusalScope scope;
    QString timeZone, answerHours, showroomHours, holidays, scopeFrom;
    bool mayChange = false;
    QString fault; ///< what is kept cannot be read, and nothing is changed; empty: it can
};

/// The store: its name and address, its hours, and what the law asks of it. What is typed applies at once, by managers.
class StoreSection final : public SettingSection
{
    Q_OBJECT
public:
    StoreSection();
    void setFacts(const DeskFacts &) override { }
    void setStore(const StoreShown &shown);
    /// What is wrong with what was typed last, at its row; it stays typed.
    void setFault(const Error &error);
    void setSaved(); ///< nothing is wrong any more

Q_SIGNALS:
    void changeWanted(const updesk::StoreEntries &before, const updesk::StoreEntries &after);

private:
    struct Line {
        const char *field;
        SettingRow *row;
        QLineEdit *edit;
        QString StoreEntries::*entry;
    };
    void addLine(const char *field, const QString &label, const QString &note, QString StoreEntries::*entry);
    SettingRow *addShown(const char *field, const QString &label);
    void addLaw();
    void addDisposal();
    void change(StoreEntries after);
    void typed(const Line &line);
    void clearFaults();
    SettingRow *rowOf(const QString &field) const;
    StoreShown m_shown;
    std::vector<Line> m_lines;
    SettingRow *m_reason, *m_scopeRow = nullptr, *m_missedRow = nullptr, *m_monthsRow = nullptr;
    TextLabel *m_reasonText, *m_zone, *m_answers, *m_showroom, *m_holidays;
    QComboBox *m_scope;
    QLineEdit *m_minutes = nullptr, *m_months = nullptr;
};

} // namespace updesk
