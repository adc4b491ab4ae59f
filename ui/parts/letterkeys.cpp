// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/letterkeys.h"

#include <QAction>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>

#include <algorithm>

namespace updesk
{

namespace
{

struct Usual {
    const char *name; ///< under which it is kept; never changed
    int keys;
    const char *words;
};

constexpr int kShift = Qt::SHIFT;

/// In the order of Letter.
constexpr std::array<Usual, kLetterCount> kUsual{{
    {"call", Qt::Key_C, QT_TRANSLATE_NOOP("ScreenKeys", "Call")},
    {"callOther", kShift | Qt::Key_C, QT_TRANSLATE_NOOP("ScreenKeys", "Call another of their numbers")},
    {"text", Qt::Key_T, QT_TRANSLATE_NOOP("ScreenKeys", "Write a text, or log one you sent")},
    {"email", Qt::Key_E, QT_TRANSLATE_NOOP("ScreenKeys", "Write an email, or log one you sent")},
    {"visit", Qt::Key_A, QT_TRANSLATE_NOOP("ScreenKeys", "Book a visit")},
    {"note", Qt::Key_N, QT_TRANSLATE_NOOP("ScreenKeys", "Write a note")},
    {"snooze", Qt::Key_S, QT_TRANSLATE_NOOP("ScreenKeys", "Snooze")},
    {"owner", Qt::Key_O, QT_TRANSLATE_NOOP("ScreenKeys", "Give to another person")},
    {"grade", Qt::Key_G, QT_TRANSLATE_NOOP("ScreenKeys", "Set the grade")},
    {"lost", Qt::Key_L, QT_TRANSLATE_NOOP("ScreenKeys", "Close as lost")},
    {"sold", Qt::Key_W, QT_TRANSLATE_NOOP("ScreenKeys", "Sold, and what becomes of the sale")},
    {"pin", Qt::Key_P, QT_TRANSLATE_NOOP("ScreenKeys", "Pin, or take the pin off")},
    {"unverified", Qt::Key_U, QT_TRANSLATE_NOOP("ScreenKeys", "Mark the last call unverified")},
    {"merge", kShift | Qt::Key_M, QT_TRANSLATE_NOOP("ScreenKeys", "Merge two customers")},
    {"apart", kShift | Qt::Key_D, QT_TRANSLATE_NOOP("ScreenKeys", "Not the same person")},
    {"consent", Qt::Key_D, QT_TRANSLATE_NOOP("ScreenKeys", "May they be contacted: consent and do-not-contact")},
    {"household", Qt::Key_H, QT_TRANSLATE_NOOP("ScreenKeys", "Link to a household")},
    {"coBuyer", Qt::Key_B, QT_TRANSLATE_NOOP("ScreenKeys", "Who buys together with them")},
    {"garage", Qt::Key_V, QT_TRANSLATE_NOOP("ScreenKeys", "Vehicles they own")},
    {"details", kShift | Qt::Key_E, QT_TRANSLATE_NOOP("ScreenKeys", "Correct the customer's details")},
    {"payment", Qt::Key_F, QT_TRANSLATE_NOOP("ScreenKeys", "Figure a payment")},
    {"appraise", Qt::Key_R, QT_TRANSLATE_NOOP("ScreenKeys", "Appraise the trade-in")},
    {"followup", Qt::Key_Q, QT_TRANSLATE_NOOP("ScreenKeys", "Follow-up: begin or end a sequence")},
    {"meansStop", kShift | Qt::Key_X, QT_TRANSLATE_NOOP("ScreenKeys", "Words in doubt: they want no contact")},
    {"meansGoOn", kShift | Qt::Key_Y, QT_TRANSLATE_NOOP("ScreenKeys", "Words in doubt: go on")},
}};

std::size_t at(Letter letter) { return std::size_t(letter); }

QString plain(const QKeySequence &keys) { return keys.toString(QKeySequence::NativeText); }

/// What a letter does in every list, which nothing else may take.
QString listWords(const QKeySequence &keys)
{
    if (keys == QKeySequence(Qt::Key_J))
        return LetterKeys::tr("Next row");
    if (keys == QKeySequence(Qt::Key_K))
        return LetterKeys::tr("Previous row");
    return keys == QKeySequence(Qt::Key_X) ? LetterKeys::tr("Select a row") : QString();
}

} // namespace

bool isLetterKey(const QKeySequence &keys)
{
    if (keys.count() != 1)
        return false;
    const QKeyCombination one = keys[0];
    const bool bare = one.keyboardModifiers() == Qt::NoModifier || one.keyboardModifiers() == Qt::ShiftModifier;
    return bare && one.key() >= Qt::Key_A && one.key() <= Qt::Key_Z;
}

LetterKeys::LetterKeys()
{
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        m_keys[i] = QKeySequence(kUsual[i].keys);
}

QString LetterKeys::name(Letter letter) { return QLatin1String(kUsual[at(letter)].name); }

QString LetterKeys::words(Letter letter) { return QCoreApplication::translate("ScreenKeys", kUsual[at(letter)].words); }

QKeySequence LetterKeys::usual(Letter letter) { return QKeySequence(kUsual[at(letter)].keys); }

void LetterKeys::setOn(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    Q_EMIT changed();
}

QKeySequence LetterKeys::keys(Letter letter) const { return m_on ? chosen(letter) : QKeySequence(); }

std::optional<Letter> LetterKeys::of(const QKeyEvent &event) const
{
    const QKeySequence pressed(QKeyCombination(event.modifiers() & ~Qt::KeypadModifier, Qt::Key(event.key())));
    if (!m_on || !isLetterKey(pressed))
        return {};
    const auto found = std::ranges::find(m_keys, pressed);
    return found == m_keys.end() ? std::nullopt : std::optional<Letter>(Letter(found - m_keys.begin()));
}

QString LetterKeys::refusal(Letter letter, const QKeySequence &keys) const
{
    if (!isLetterKey(keys))
        return tr("Press one letter, A to Z, alone or with Shift.");
    if (const QString list = listWords(keys); !list.isEmpty())
        //: %1: a letter, %2: what it does in every list
        return tr("%1 is taken in every list: %2. Choose another letter.").arg(plain(keys), list);
    const auto other = std::ranges::find(m_keys, keys);
    if (other == m_keys.end() || Letter(other - m_keys.begin()) == letter)
        return {};
    //: %1: a letter, %2: what it does already
    return tr("%1 is taken: %2. Give that another letter first.")
        .arg(plain(keys), words(Letter(other - m_keys.begin())));
}

void LetterKeys::set(Letter letter, const QKeySequence &keys)
{
    if (chosen(letter) == keys || !refusal(letter, keys).isEmpty())
        return;
    m_keys[at(letter)] = keys;
    Q_EMIT changed();
}

bool LetterKeys::areUsual() const { return text().isEmpty(); }

QString LetterKeys::text() const
{
    QJsonObject kept;
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        if (m_keys[i] != QKeySequence(kUsual[i].keys))
            kept.insert(QLatin1String(kUsual[i].name), m_keys[i].toString(QKeySequence::PortableText));
    return kept.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

void LetterKeys::setText(const QString &text)
{
    const QJsonObject kept = QJsonDocument::fromJson(text.toUtf8()).object();
    std::array<QKeySequence, kLetterCount> keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto wanted =
            QKeySequence::fromString(kept.value(QLatin1String(kUsual[i].name)).toString(), QKeySequence::PortableText);
        keys[i] = isLetterKey(wanted) && listWords(wanted).isEmpty() ? wanted : QKeySequence(kUsual[i].keys);
    }
    const bool twice =
        std::ranges::any_of(keys, [&](const QKeySequence &one) { return std::ranges::count(keys, one) > 1; });
    for (std::size_t i = 0; twice && i < keys.size(); ++i)
        keys[i] = QKeySequence(kUsual[i].keys);
    if (keys == m_keys)
        return;
    m_keys = keys;
    Q_EMIT changed();
}

LetterKeys *letterKeys()
{
    static LetterKeys keys;
    return &keys;
}

void showLetter(QAction *action, Letter letter)
{
    action->setShortcut(letterKeys()->keys(letter));
    action->setShortcutContext(Qt::WidgetShortcut);
}

} // namespace updesk
