// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/footkeys.h"

#include "ui/parts/flowlayout.h"
#include "ui/parts/keycap.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

FootKey::FootKey(const QString &key, const QString &words, QWidget *parent) : QAbstractButton(parent), m_key(key)
{
    setText(words);
    setAccessibleName(words);
    setToolTip(tr("%1 (%2)", "what the button does, its key").arg(words, key));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setProperty("ownRing", true);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize FootKey::sizeHint() const
{
    const QSize cap = keycapSize(m_key);
    return {cap.width() + scaled(6) + textWidth(text(), Type::Caption) + 2 * kRingRoom,
        std::max(scaled(24), cap.height() + 2 * kRingRoom)};
}

void FootKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QSize cap = keycapSize(m_key);
    paintKeycap(painter, QRect(QPoint(kRingRoom, (height() - cap.height()) / 2), cap), m_key);
    const int left = kRingRoom + cap.width() + scaled(6);
    drawText(painter, QRect(left, 0, width() - left, height()), text(), Type::Caption,
        colour(underMouse() || isDown() ? Colour::Text : Colour::Text2));
    if (hasFocus())
        paintControlFocus(painter, rect().adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom), isActiveWindow());
}

FootKeys::FootKeys(QWidget *parent) : QWidget(parent)
{
    struct Key {
        QString key;
        QString words;
        BoardAct act;
        const char *name;
    };
    auto *flow = new FlowLayout(kSpace16, 0, this);
    flow->setContentsMargins(kSpace16 - kRingRoom, kSpace4, kSpace16, kSpace4);
    const auto add = [&](const QString &key, const QString &words, const char *name) {
        auto *button = new FootKey(key, words);
        button->setObjectName(QLatin1String(name));
        flow->addWidget(button);
        return button;
    };
    for (const Key &key : {Key{QStringLiteral("Y"), tr("confirmed"), BoardAct::Confirm, "appt.confirm"},
             Key{QStringLiteral("V"), tr("arrived"), BoardAct::Arrive, "appt.arrive"},
             Key{QStringLiteral("M"), tr("missed"), BoardAct::Miss, "appt.miss"},
             Key{QStringLiteral("R"), tr("reschedule"), BoardAct::Move, "appt.move"},
             Key{QStringLiteral("C"), tr("call"), BoardAct::Call, "appt.call"}})
        connect(add(key.key, key.words, key.name), &QAbstractButton::clicked, this,
            [this, act = key.act] { Q_EMIT actWanted(act); });
    connect(add(QStringLiteral("F11"), tr("wall screen"), "appt.wall"), &QAbstractButton::clicked, this,
        &FootKeys::wallWanted);
    connect(add(QStringLiteral("S"), tr("show rate"), "appt.showRate"), &QAbstractButton::clicked, this,
        &FootKeys::rateWanted);
    connect(add(keyText(Qt::CTRL | Qt::Key_P), tr("print"), "appt.print"), &QAbstractButton::clicked, this,
        &FootKeys::printWanted);
}

void FootKeys::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), colour(Colour::Divider));
}

} // namespace updesk
