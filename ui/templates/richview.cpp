// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/richview.h"

#include "core/channels/maildraft.h"
#include "ui/parts/spacing.h"
#include "ui/parts/theme.h"
#include "ui/parts/type.h"

#include <QTextDocument>
#include <QWheelEvent>

namespace updesk
{

RichView::RichView(QWidget *parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::NoTextInteraction);
    setFocusPolicy(Qt::NoFocus);
    document()->setDocumentMargin(kSpace12);
    const auto dress = [this] {
        QPalette paper = palette();
        const Theme light = Theme::light();
        paper.setColor(QPalette::Base, light[Colour::Base]);
        paper.setColor(QPalette::Text, light[Colour::Text]);
        setPalette(paper);
        document()->setDefaultStyleSheet(QStringLiteral("a{color:%1}").arg(light[Colour::Accent].name()));
        document()->setDefaultFont(updesk::font(Type::Body));
        fit();
    };
    connect(themeChanges(), &ThemeChanges::changed, this, dress);
    dress();
}

void RichView::setRich(const QString &html, const QString &footer)
{
    setHtml(htmlWithFooter(html, footer));
    fit();
}

// Something, though empty: of nothing at all the document itself would read the file.
QVariant RichView::loadResource(int, const QUrl &) { return QByteArray(""); }

void RichView::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    fit();
}

void RichView::wheelEvent(QWheelEvent *event) { event->ignore(); } // to the page that it stands on

void RichView::fit()
{
    document()->setTextWidth(viewport()->width());
    const int high = int(document()->size().height()) + 1;
    if (height() != high)
        setFixedHeight(high);
}

} // namespace updesk
