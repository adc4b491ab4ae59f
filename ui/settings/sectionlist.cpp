// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/sectionlist.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/parts/type.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace updesk
{
namespace
{

class SectionItem final : public QAbstractButton
{
public:
    explicit SectionItem(const QString &name)
    {
        setText(name);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setProperty("ownRing", true);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(themeChanges(), &ThemeChanges::changed, this, &QWidget::updateGeometry);
    }
    QSize sizeHint() const override
    {
        return {textWidth(text(), Type::BodyStrong) + 2 * scaled(12), scaled(30) + 2 * kRingRoom - kSpace4};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
            return event->ignore(); // the list's own
        QAbstractButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QRect box = rect().adjusted(kRingRoom, 1, -kRingRoom, -1);
        if (isChecked() || (underMouse() && isEnabled()))
            paintBox(painter, box, colour(isChecked() ? Colour::Selection : Colour::Hover), {}, 1, kRadius);
        const QColor ink =
            !isEnabled() ? colour(Colour::Hint) : theme().ink(isChecked() ? Colour::Text : Colour::Text2, isChecked());
        drawText(painter, box.adjusted(scaled(12), 0, -kSpace4, 0), text(), isChecked() ? Type::BodyStrong : Type::Body,
            ink);
        if (hasFocus())
            paintRowFocus(painter, rect().adjusted(2, 0, -2, 0), {isChecked(), false, true, isActiveWindow()});
    }
};

} // namespace

SectionList::SectionList(const QStringList &names)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (const QString &name : names) {
        const int index = int(m_items.size());
        auto *item = new SectionItem(name);
        item->setObjectName(QStringLiteral("settings.section%1").arg(index));
        column->addWidget(item);
        connect(item, &QAbstractButton::clicked, this, [this, index] {
            setCurrent(index);
            Q_EMIT chosen(index);
        });
        m_items.push_back(item);
    }
    setCurrent(0);
}

void SectionList::setCurrent(int index)
{
    m_current = index;
    for (int i = 0; i < int(m_items.size()); ++i) {
        m_items[size_t(i)]->setChecked(i == index);
        m_items[size_t(i)]->setFocusPolicy(i == index ? Qt::StrongFocus : Qt::ClickFocus);
    }
    setFocusProxy(m_items[size_t(index)]);
}

void SectionList::setFound(int index, bool found) { m_items[size_t(index)]->setEnabled(found); }

QWidget *SectionList::focusTarget() const { return m_items[size_t(m_current)]; }

void SectionList::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step == 0)
        return QWidget::keyPressEvent(event);
    for (int next = m_current + step; next >= 0 && next < int(m_items.size()); next += step) {
        if (!m_items[size_t(next)]->isEnabled())
            continue;
        setCurrent(next);
        m_items[size_t(next)]->setFocus(Qt::TabFocusReason);
        return Q_EMIT chosen(next);
    }
}

} // namespace updesk
