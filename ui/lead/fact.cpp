// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/fact.h"

#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace updesk
{

namespace
{

/// Words that wrap only where there is no room for all of them: a wrapping label asks for a square.
class WholeLine final : public QWidgetItem
{
public:
    explicit WholeLine(QLabel *label) : QWidgetItem(label), m_label(label) { }
    QSize sizeHint() const override
    {
        const QSize hint = QWidgetItem::sizeHint();
        return {std::max(hint.width(), m_label->fontMetrics().horizontalAdvance(m_label->text()) + 2), hint.height()};
    }

private:
    const QLabel *m_label;
};

} // namespace

static TextLabel *wrapping(Type type, Colour ink)
{
    auto *label = new TextLabel(QString(), type, ink);
    label->setWordWrap(true);
    label->setMarkable();
    return label;
}

static void setWords(TextLabel &label, const FactLine::Words &words)
{
    label.setType(words.type);
    label.setColour(words.ink);
    label.setText(words.text);
    label.setMinimumWidth(std::min(textWidth(words.text, words.type) + 2, scaled(200)));
}

void FactLine::add(const QString &text, Colour ink, Type type)
{
    if (!text.isEmpty())
        words.push_back({text, ink, type});
}

void FactLine::under(const QStringList &sentences)
{
    QStringList said = sentences;
    said.removeAll(QString());
    note = said.join(QCoreApplication::translate("updesk::Fact", ". ", "between short sentences"));
}

QString FactLine::line() const
{
    QStringList all;
    for (const Words &one : words)
        all << one.text;
    return all.join(u' ') + u'|' + note;
}

Fact::Fact(QWidget *parent) : QWidget(parent), m_note(wrapping(Type::Caption, Colour::Hint))
{
    auto *main = new QWidget;
    m_flow = new FlowLayout(kSpace4 + 1, 0, main);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(28), 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(main);
    column->addWidget(m_note);
    m_note->hide();
}

void Fact::setLine(const FactLine &line)
{
    m_heights.clear();
    m_line = line;
    while (m_words.size() < line.words.size()) {
        m_words.push_back(wrapping(Type::Body, Colour::Text));
        m_words.back()->setParent(m_flow->parentWidget());
        m_flow->addItem(new WholeLine(m_words.back()));
    }
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const bool used = i < line.words.size();
        if (used)
            setWords(*m_words[i], line.words[i]);
        m_words[i]->setVisible(used);
    }
    m_note->setText(line.note);
    m_note->setVisible(!line.note.isEmpty());
    update();
}

int Fact::heightForWidth(int width) const
{
    const auto known = std::ranges::find(m_heights, width, &std::pair<int, int>::first);
    if (known != m_heights.end())
        return known->second;
    const int height = QWidget::heightForWidth(width);
    m_heights.push_back({width, height});
    return height;
}

void Fact::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawIcon(painter, QRect(0, 0, scaled(16), lineHeight(Type::Body)), m_line.icon, colour(Colour::Text2), scaled(16));
}

// A text size or a style may have come.
void Fact::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_heights.clear();
    QWidget::changeEvent(event);
}

} // namespace updesk
