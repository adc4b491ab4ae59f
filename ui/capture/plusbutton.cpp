// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/plusbutton.h"

#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QBoxLayout>
#include <QPainter>

namespace updesk
{

static QString plain(QString words) { return words.remove(u'&'); }

PlusButton::PlusButton(const QString &words, QWidget *parent) : QAbstractButton(parent)
{
    setText(words);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Add: %1", "reveals a field").arg(plain(words)));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize PlusButton::sizeHint() const
{
    return {scaled(7) + scaled(16) + scaled(5) + textWidth(plain(text()), Type::Body) + scaled(8), scaled(24)};
}

void PlusButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor fill = isDown() ? colour(Colour::Selection)
        : underMouse()           ? colour(Colour::Hover)
                                 : colour(Colour::Base);
    paintBox(painter, rect(), fill, colour(Colour::Divider));
    const int mark = scaled(16);
    drawIcon(painter, QRect(scaled(7), 0, mark, height()), Icon::Add, colour(Colour::Text2), mark);
    const QRect words = rect().adjusted(scaled(7) + mark + scaled(5), 0, 0, 0);
    drawText(painter, words, plain(text()), Type::Body, colour(Colour::Text2));
    if (const qsizetype letter = text().indexOf(u'&'); letter >= 0)
        drawMnemonic(painter, words, plain(text()), int(letter), Type::Body, colour(Colour::Text2));
}

EditorBox::EditorBox(QWidget *editor)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 3, 4, 3);
    row->addWidget(editor);
    setFocusProxy(editor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, qOverload<>(&QWidget::update));
}

void EditorBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Base), colour(Colour::Line));
}

} // namespace updesk
