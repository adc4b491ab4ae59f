// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/letteredit.h"

#include "ui/parts/announce.h"

#include <QKeyEvent>

namespace updesk
{

LetterEdit::LetterEdit(Letter letter, QWidget *parent) : Button(QString(), ButtonKind::Plain, parent), m_letter(letter)
{
    setObjectName(QStringLiteral("settings.letter%1").arg(int(letter)));
    setInBar();
    wait(false);
    connect(this, &QAbstractButton::clicked, this, [this] { wait(!m_waits); });
    connect(letterKeys(), &LetterKeys::changed, this, [this] { wait(false); });
}

void LetterEdit::wait(bool on)
{
    const QString keys = letterKeys()->chosen(m_letter).toString(QKeySequence::NativeText);
    const QString what = LetterKeys::words(m_letter);
    m_waits = on;
    setText(on ? tr("Press a letter") : keys);
    //: %1: what a key does, %2: the key
    setAccessibleName(on ? tr("%1: press a letter").arg(what) : tr("%1: %2").arg(what, keys));
    setToolTip(on ? tr("Esc leaves it as it is") : tr("Change the letter"));
    updateGeometry();
    update();
    if (on)
        announce(this, accessibleName());
}

// While it waits, no shortcut of the window may take the key before it.
bool LetterEdit::event(QEvent *event)
{
    if (m_waits && event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return Button::event(event);
}

void LetterEdit::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool modifier = key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta;
    if (!m_waits || key == Qt::Key_Tab || key == Qt::Key_Backtab)
        return Button::keyPressEvent(event);
    event->accept();
    if (modifier || event->isAutoRepeat())
        return;
    wait(false);
    if (key == Qt::Key_Escape)
        Q_EMIT left();
    else
        Q_EMIT chosen(QKeySequence(QKeyCombination(event->modifiers() & ~Qt::KeypadModifier, Qt::Key(key))));
}

void LetterEdit::focusOutEvent(QFocusEvent *event)
{
    if (m_waits) {
        wait(false);
        Q_EMIT left();
    }
    Button::focusOutEvent(event);
}

} // namespace updesk
