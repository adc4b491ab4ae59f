// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>

#include <array>
#include <optional>

class QAction;
class QKeyEvent;

namespace updesk
{

/// What one letter does to a lead, on its row in the queue and on its page alike (ui.md 15).
enum class Letter : quint8 {
    Call,
    CallOther,
    Text,
    Email,
    Appointment,
    Note,
    Snooze,
    Owner,
    Grade,
    Lost,
    Sold,
    Pin,
    Unverified,
    Merge,
    Apart,
    Consent,
    Household,
    CoBuyer,
    Garage,
    Details,
    Payment,
    Appraise,
    FollowUp,
    MeansStop,
    MeansGoOn
};
inline constexpr int kLetterCount = int(Letter::MeansGoOn) + 1;

/// The letters in force: whether there are any, and which one does what. As the theme, one set for the whole program;
/// the shell keeps it for the person at the desk.
class LetterKeys final : public QObject
{
    Q_OBJECT
public:
    LetterKeys();
    static QString name(Letter letter); ///< stable: "followup"
    static QString words(Letter letter); ///< what it does: "Book a visit"
    static QKeySequence usual(Letter letter);

    bool areOn() const { return m_on; }
    void setOn(bool on);
    /// The key to press and to show; empty while letters are off.
    QKeySequence keys(Letter letter) const;
    QKeySequence chosen(Letter letter) const { return m_keys[std::size_t(letter)]; } ///< also while they are off
    /// What the pressed key does; nothing while letters are off, or for another key.
    std::optional<Letter> of(const QKeyEvent &event) const;
    /// Why the letter cannot have this key, in words; empty: it can.
    QString refusal(Letter letter, const QKeySequence &keys) const;
    /// Refused keys change nothing.
    void set(Letter letter, const QKeySequence &keys);
    bool areUsual() const;
    /// Those that are not the usual ones, for keeping; empty: all are usual.
    QString text() const;
    /// What was kept; what cannot be read of it, or would give one key to two, stays usual.
    void setText(const QString &text);

Q_SIGNALS:
    void changed();

private:
    bool m_on = true;
    std::array<QKeySequence, kLetterCount> m_keys;
};

LetterKeys *letterKeys();

/// Shows the letter beside the words of a menu's entry; the list or the panel itself listens for it.
void showLetter(QAction *action, Letter letter);

/// Whether it is a letter alone or with Shift, which only acts while letter keys are on.
bool isLetterKey(const QKeySequence &keys);

} // namespace updesk
