// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"
#include "ui/settings/deskfacts.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QHBoxLayout;
class QLineEdit;
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
    QLineEdit *addEdit(QLineEdit *edit); ///< as wide as there is room, up to a limit
    void setLabel(const QString &label);
    void setNote(const QString &words);
    void setNoteColour(Colour colour);
    QString note() const; ///< or the error that stands in its place
    /// What is wrong with what `control` (null: the first) has; empty: nothing is. Also its accessible description.
    void setError(const QString &words, QWidget *control = nullptr);
    QString error() const { return m_error; }
    void turn(bool narrow); ///< the label above what is set, where there is little room
    bool matches(const QString &sought) const; ///< label, note and texts, without regard to case and accents

private:
    void place(QWidget *control);
    void showNote();
    void stack(bool narrow);
    TextLabel *m_label, *m_note;
    QLabel *m_mark;
    QHBoxLayout *m_controls;
    QBoxLayout *m_line;
    std::vector<TextLabel *> m_texts;
    std::vector<QWidget *> m_placed;
    QString m_quiet, m_error;
    Colour m_quietColour = Colour::Hint;
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
    /// A second head; the rows that are added after it are its own, and without any of them it is away.
    void addHead(const QString &title, const QString &note);
    void removeRow(SettingRow *row);
    void setUsed(SettingRow *row, bool used); ///< a row without anything to say is away
    void setAlways(SettingRow *row); ///< belongs to every other row that a search finds here
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Head {
        QWidget *line;
        size_t first; ///< of its rows
    };
    QWidget *makeHead(const QString &title, const QString &note);
    void fit();
    void showHeads();
    QString m_title, m_sought;
    QVBoxLayout *m_column;
    QWidget *m_head = nullptr;
    std::vector<Head> m_heads; ///< but the first
    std::vector<SettingRow *> m_rows;
};

} // namespace updesk
