// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/segments.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace updesk
{
namespace
{

/// One part of the control; the frame around all of them is the parent's.
class Segment final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Segment(const QString &words)
    {
        setText(words);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::ClickFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(themeChanges(), &ThemeChanges::changed, this, [this] {
            updateGeometry();
            update();
        });
    }
    QSize sizeHint() const override
    {
        return {textWidth(text(), Type::BodyStrong) + 2 * scaled(10) + 1, scaled(kBarControlHeight)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath frame;
        frame.addRoundedRect(
            QRectF(parentWidget()->rect()).adjusted(.5, .5, -.5, -.5).translated(-pos()), kRadius, kRadius);
        painter.setClipPath(frame);
        const Colour fill = isChecked()   ? Colour::Selection
            : underMouse() && isEnabled() ? Colour::Hover
                                          : Colour::Base;
        painter.fillRect(rect(), colour(fill));
        if (x() > 1)
            painter.fillRect(QRect(0, 0, 1, height()), colour(Colour::Divider));
        const QColor ink =
            !isEnabled() ? colour(Colour::Hint) : theme().ink(isChecked() ? Colour::Text : Colour::Text2, isChecked());
        painter.setClipping(false);
        paintBox(painter, parentWidget()->rect().translated(-pos()), QColor(), colour(Colour::Line), 1, kRadius);
        drawText(painter, rect(), text(), isChecked() ? Type::BodyStrong : Type::Body, ink, Qt::AlignCenter);
    }
};

} // namespace

Segments::Segments(const QString &accessibleName, const QStringList &words, QWidget *parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < words.size(); ++i) {
        auto *part = new Segment(words[i]);
        part->setAccessibleDescription(accessibleName);
        m_group->addButton(part, i);
        row->addWidget(part);
    }
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        m_group->button(id)->setFocusPolicy(on ? Qt::StrongFocus : Qt::ClickFocus);
        update();
    });
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
    if (!words.isEmpty())
        m_group->button(0)->setChecked(true);
}

void Segments::setCurrent(int index)
{
    if (QAbstractButton *part = m_group->button(index))
        part->setChecked(true);
}

void Segments::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Base), colour(Colour::Line), 1, kRadius);
}

} // namespace updesk

#include "segments.moc"
