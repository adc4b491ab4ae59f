// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"
#include "ui/settings/deskfacts.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QHBoxLayout;
class QVBoxLayout;

namespace updesk
{

/// One line of the settings: its label, what is set there, and a quiet line under it.
class SettingRow final : public QWidget
{
    Q_OBJECT
public:
    explicit SettingRow(const QString &label);
    /// Puts a control behind the label, in order.
    template <class Control>
    Control *add(Control *control)
    {
        place(control);
        return control;
    }
    TextLabel *addText(); ///< that wraps and can be selected
    void setNote(const QString &words);
    void setNoteColour(Colour colour);
    QString note() const;
    void turn(bool narrow); ///< the label above what is set, where there is little room
    bool matches(const QString &sought) const; ///< label, note and texts, without regard to case and accents

private:
    void place(QWidget *control);
    TextLabel *m_label, *m_note;
    QHBoxLayout *m_controls;
    QBoxLayout *m_line;
    std::vector<TextLabel *> m_texts;
};

/// A section of the settings: a head with a line under it, then rows.
class SettingSection : public QWidget
{
    Q_OBJECT
public:
    SettingSection(const QString &title, const QString &note);
    QString title() const { return m_title; }
    virtual void setFacts(const DeskFacts &facts) = 0;
    /// Shows the rows that have to do with the words; empty: all. How many there are.
    int filter(const QString &sought);

protected:
    SettingRow *addRow(const QString &label);
    void addRow(SettingRow *row); ///< made elsewhere
    void removeRow(SettingRow *row);
    void setUsed(SettingRow *row, bool used); ///< a row without anything to say is away
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fit();
    QString m_title, m_sought;
    QVBoxLayout *m_column;
    QHBoxLayout *m_head = nullptr;
    std::vector<SettingRow *> m_rows;
};

} // namespace updesk
