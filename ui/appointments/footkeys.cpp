// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/footkeys.h"

#include "ui/parts/flowlayout.h"
#include "ui/parts/keycap.h"
#include "ui/parts/letterkeys.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

FootKey::FootKey(const QKeySequence &keys, const QString &words, QWidget *parent)
    : QAbstractButton(parent), m_keys(keys)
{
    setText(words);
    setAccessibleName(words);
    const auto showTip = [this] { setToolTip(tipWithKey(text(), m_keys)); };
    showTip();
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setProperty("ownRing", true);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
    connect(letterKeys(), &LetterKeys::changed, this, [this, showTip] {
        showTip();
        updateGeometry();
        update();
    });
}

QSize FootKey::sizeHint() const
{
    const QSize cap = keycapSize(keyText(m_keys));
    const int key = keyText(m_keys).isEmpty() ? 0 : cap.width() + scaled(6);
    return {key + textWidth(text(), Type::Caption) + 2 * kRingRoom, std::max(scaled(24), cap.height() + 2 * kRingRoom)};
}

void FootKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int left = kRingRoom;
    if (const QString key = keyText(m_keys); !key.isEmpty()) {
        const QSize cap = keycapSize(key);
        paintKeycap(painter, QRect(QPoint(left, (height() - cap.height()) / 2), cap), key);
        left += cap.width() + scaled(6);
    }
    drawText(painter, QRect(left, 0, width() - left, height()), text(), Type::Caption,
        colour(underMouse() || isDown() ? Colour::Text : Colour::Text2));
    if (hasFocus())
        paintControlFocus(painter, rect().adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom), isActiveWindow());
}

FootKeys::FootKeys(QWidget *parent) : QWidget(parent)
{
    struct Key {
        Qt::Key key;
        QString words;
        BoardAct act;
        const char *name;
    };
    auto *flow = new FlowLayout(kSpace16, 0, this);
    flow->setContentsMargins(kSpace16 - kRingRoom, kSpace4, kSpace16, kSpace4);
    const auto add = [&](const QKeySequence &key, const QString &words, const char *name) {
        auto *button = new FootKey(key, words);
        button->setObjectName(QLatin1String(name));
        flow->addWidget(button);
        return button;
    };
    for (const Key &key : {Key{Qt::Key_Y, tr("confirmed"), BoardAct::Confirm, "appt.confirm"},
             Key{Qt::Key_V, tr("arrived"), BoardAct::Arrive, "appt.arrive"},
             Key{Qt::Key_M, tr("missed"), BoardAct::Miss, "appt.miss"},
             Key{Qt::Key_R, tr("reschedule"), BoardAct::Move, "appt.move"},
             Key{Qt::Key_C, tr("call"), BoardAct::Call, "appt.call"},
             Key{Qt::Key_D, tr("do not call"), BoardAct::NoCalls, "appt.noCalls"}})
        connect(add(key.key, key.words, key.name), &QAbstractButton::clicked, this,
            [this, act = key.act] { Q_EMIT actWanted(act); });
    connect(add(Qt::Key_F11, tr("wall screen"), "appt.wall"), &QAbstractButton::clicked, this, &FootKeys::wallWanted);
    connect(add(Qt::Key_S, tr("show rate"), "appt.showRate"), &QAbstractButton::clicked, this, &FootKeys::rateWanted);
    connect(add(Qt::Key_L, tr("showroom log"), "appt.log"), &QAbstractButton::clicked, this, &FootKeys::logWanted);
    connect(add(Qt::Key_W, tr("sold log"), "appt.soldLog"), &QAbstractButton::clicked, this, &FootKeys::soldWanted);
    connect(
        add(Qt::CTRL | Qt::Key_P, tr("print"), "appt.print"), &QAbstractButton::clicked, this, &FootKeys::printWanted);
}

void FootKeys::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), colour(Colour::Divider));
}

} // namespace updesk
