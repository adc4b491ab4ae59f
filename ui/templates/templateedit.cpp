// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templateedit.h"

#include "core/sequences/templatefields.h"
#include "core/sequences/templatetext.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/style.h"
#include "ui/parts/type.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSyntaxHighlighter>
#include <QTextBlock>

namespace updesk
{

/// Marks the fields of a line.
class FieldPainter final : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &line) override
    {
        QTextCharFormat known;
        known.setBackground(colour(Colour::Selection));
        QTextCharFormat unknown;
        unknown.setForeground(colour(Colour::Bad));
        for (const TemplatePiece &piece : templateText(line).pieces) {
            if (piece.field)
                setFormat(int(piece.at), int(piece.length), knownField(piece.text) ? known : unknown);
        }
    }
};

TemplateEdit::TemplateEdit(QWidget *parent)
    : QPlainTextEdit(parent), m_painter(std::make_unique<FieldPainter>(document()))
{
    setTabChangesFocus(true);
    const auto dress = [this] {
        fit();
        m_painter->rehighlight();
    };
    connect(themeChanges(), &ThemeChanges::changed, this, dress);
    fit();
}

// The marks take themselves off the text, which is no change that anybody is to hear of.
TemplateEdit::~TemplateEdit() { blockSignals(true); }

void TemplateEdit::setLines(int lines)
{
    m_lines = lines;
    fit();
}

void TemplateEdit::fit() { setMinimumHeight(m_lines * lineHeight(Type::Body) + 2 * kSpace12); }

void TemplateEdit::setFindings(const std::vector<TemplateFinding> &findings)
{
    m_findings = findings;
    viewport()->update();
}

void TemplateEdit::setTextIfOther(const QString &text)
{
    if (toPlainText() == text)
        return;
    const int place = textCursor().position();
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::min(place, int(text.size())));
    setTextCursor(cursor);
}

void TemplateEdit::insertField(const QString &name)
{
    if (!isReadOnly())
        insertPlainText(u'{' + name + u'}');
}

void TemplateEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::AltModifier) {
        Q_EMIT fieldsWanted();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

QRect TemplateEdit::outlineOf(qsizetype at, qsizetype length) const
{
    QTextCursor from(document()), to(document());
    const int last = std::max(0, document()->characterCount() - 1);
    from.setPosition(std::min(int(at), last));
    to.setPosition(std::min(int(at + length), last));
    const QRect begin = cursorRect(from), end = cursorRect(to);
    const int right = end.top() == begin.top() ? end.left() : viewport()->width() - 2; // it goes on in the next line
    return QRect(QPoint(begin.left(), begin.top()), QPoint(std::max(right, begin.left() + 2), begin.bottom()));
}

// The line around it, as other fields have it; the text paints itself.
bool TemplateEdit::event(QEvent *event)
{
    if (event->type() != QEvent::Paint)
        return QPlainTextEdit::event(event);
    QPainter painter(this);
    const bool reads = isReadOnly();
    paintBox(painter, rect(), colour(reads ? Colour::Alt : Colour::Base), reads ? QColor() : colour(Colour::Line), 1,
        kRadius);
    return true;
}

void TemplateEdit::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    for (const TemplateFinding &finding : m_findings) {
        if (blocks(finding.problem) && finding.length > 0)
            paintBox(painter, outlineOf(finding.at, finding.length), {}, colour(Colour::Bad), 2, 2);
    }
}

} // namespace updesk
