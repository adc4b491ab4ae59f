// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/passwordedit.h"

#include "ui/parts/paint.h"

#include <QKeyEvent>

namespace updesk
{

PasswordEdit::PasswordEdit(QWidget *parent) : QLineEdit(parent), m_show(new Button(tr("Show"), ButtonKind::Link, this))
{
    setEchoMode(Password);
    m_show->setInBar();
    m_show->setFocusPolicy(Qt::TabFocus);
    m_show->setCursor(Qt::ArrowCursor);
    m_show->setObjectName(QStringLiteral("password.show"));
    m_show->setAccessibleName(tr("Show the password"));
    connect(m_show, &Button::clicked, this, &PasswordEdit::toggle);
    connect(themeChanges(), &ThemeChanges::changed, this, &PasswordEdit::place);
    place();
}

void PasswordEdit::hideWords()
{
    if (echoMode() != Password)
        toggle();
}

void PasswordEdit::showWords()
{
    if (echoMode() == Password)
        toggle();
}

void PasswordEdit::toggle()
{
    const bool shown = echoMode() == Password;
    setEchoMode(shown ? Normal : Password);
    m_show->setText(shown ? tr("Hide") : tr("Show"));
    m_show->setAccessibleName(shown ? tr("Hide the password") : tr("Show the password"));
    place();
}

void PasswordEdit::place()
{
    const QSize size = m_show->sizeHint().boundedTo(QSize(width(), height() - 2 * kRingRoom));
    m_show->setGeometry(QRect(QPoint(width() - size.width() - kRingRoom, (height() - size.height()) / 2), size));
    setTextMargins(0, 0, m_show->sizeHint().width() + kRingRoom, 0);
}

void PasswordEdit::setCapsLock(bool on)
{
    if (m_capsLock == on)
        return;
    m_capsLock = on;
    Q_EMIT capsLockChanged(on);
}

// A capital without Shift, or a small letter with it: Caps Lock is on.
void PasswordEdit::keyPressEvent(QKeyEvent *event)
{
    const QString typed = event->text();
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool others = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (event->key() == Qt::Key_CapsLock)
        setCapsLock(!m_capsLock);
    else if (!others && typed.size() == 1 && typed.at(0).toUpper() != typed.at(0).toLower())
        setCapsLock(typed.at(0).isUpper() != shift);
    QLineEdit::keyPressEvent(event);
}

void PasswordEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    place();
}

} // namespace updesk
