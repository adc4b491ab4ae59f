// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/callbar.h"

#include "ui/lead/timelinewords.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QPainter>

namespace updesk
{

namespace
{

/// The phone before "On call".
class CallMark final : public QWidget
{
public:
    QSize sizeHint() const override { return {scaled(20), scaled(20)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawIcon(painter, rect(), Icon::Call, colour(Colour::Accent), scaled(18));
    }
};

} // namespace

CallBar::CallBar(QWidget *parent)
    : QWidget(parent),
      m_title(new TextLabel(tr("On call"), Type::Section)),
      m_timer(new TextLabel(QString(), Type::Figure)),
      m_how(new TextLabel(tr("How did it end?"), Type::Body, Colour::Text2)),
      m_dial(new QWidget),
      m_number(new TextLabel(QString(), Type::Dial)),
      m_copy(new Button(tr("Copy"))),
      m_told(new Button(tr("From another phone"), ButtonKind::Link)),
      m_back(new Button(tr("Back, no outcome"), ButtonKind::Link)),
      m_outcomes(new QWidget),
      m_grid(new QGridLayout(m_outcomes)),
      m_hint(
          new TextLabel(tr("Saves and opens the next lead. While typing: Alt + digit."), Type::Caption, Colour::Hint)),
      m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("call.bar"));
    setAccessibleName(tr("Call"));
    m_column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace16);
    m_column->setSpacing(kSpace8);
    m_column->addWidget(makeHead());
    auto *dial = new QHBoxLayout(m_dial);
    dial->setContentsMargins(0, 0, 0, 0);
    m_number->setObjectName(QStringLiteral("call.number"));
    m_number->setMarkable();
    m_copy->setMark(Icon::Copy);
    dial->addWidget(m_number);
    dial->addWidget(m_copy);
    dial->addStretch();
    m_column->addWidget(m_dial);
    m_column->addWidget(m_outcomes);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(kSpace8);
    for (int n = 1; n <= 7; ++n) {
        auto *key = new KeyButton(QString::number(n), outcomeWords(Outcome(n)), m_outcomes);
        key->setObjectName(QStringLiteral("call.outcome%1").arg(n));
        connect(key, &KeyButton::clicked, this, [this, n] { Q_EMIT ended(Outcome(n)); });
        m_keys[std::size_t(n - 1)] = key;
    }
    m_hint->setWordWrap(true);
    m_told->setObjectName(QStringLiteral("call.told"));
    m_back->setObjectName(QStringLiteral("call.back"));
    connect(m_copy, &Button::clicked, this, [this] { QApplication::clipboard()->setText(m_number->text()); });
    connect(m_told, &Button::clicked, this, &CallBar::toldWanted);
    connect(m_back, &Button::clicked, this, &CallBar::left);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        m_columns = 0;
        arrange();
    });
    m_timer->setAccessibleName(tr("Length of the call"));
    arrange();
    hide();
}

QWidget *CallBar::makeHead()
{
    m_back->setKeys(Qt::Key_Escape);
    auto *head = new QWidget;
    m_head = new QHBoxLayout(head);
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setSpacing(kSpace4);
    auto *left = new QHBoxLayout;
    left->setSpacing(kSpace12);
    for (QWidget *part :
        {static_cast<QWidget *>(new CallMark), static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_timer)})
        left->addWidget(part);
    left->addStretch();
    auto *right = new QHBoxLayout;
    right->setSpacing(kSpace12);
    for (QWidget *part :
        {static_cast<QWidget *>(m_how), static_cast<QWidget *>(m_told), static_cast<QWidget *>(m_back)})
        right->addWidget(part);
    m_head->addLayout(left);
    m_head->addLayout(right);
    return head;
}

void CallBar::begin(const QString &number, bool byHand)
{
    m_number->setText(number);
    m_dial->setVisible(byHand);
    setTold({});
    setElapsed(0);
    setQuestion(nullptr);
    // The width it will have: arranged only once it is shown, it would stand a frame with the height of one column.
    if (isHidden() && parentWidget())
        resize(parentWidget()->contentsRect().width() - 2 * kSpace16, height());
    m_columns = 0;
    arrange();
    show();
}

QString CallBar::numberText() const { return m_dial->isHidden() ? QString() : m_number->text(); }

void CallBar::setElapsed(Time ms)
{
    m_timer->setText(LeadWords::digits(ms));
    m_timer->setMinimumWidth(textWidth(QStringLiteral("00:00"), Type::Figure));
}

void CallBar::setTold(const QString &words)
{
    m_title->setText(words.isEmpty() ? tr("On call") : words);
    m_timer->setVisible(words.isEmpty());
    m_told->setVisible(words.isEmpty());
}

void CallBar::setQuestion(PromptBar *prompt)
{
    m_outcomes->setVisible(!prompt);
    m_how->setVisible(!prompt && width() >= scaled(640));
    m_told->setVisible(!prompt && !m_timer->isHidden());
    m_back->setVisible(!prompt); // Esc then leaves the question, whose own button says so
    if (prompt && prompt->parentWidget() != this)
        m_column->addWidget(prompt);
}

void CallBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_how->setVisible(!m_outcomes->isHidden() && width() >= scaled(640));
    arrange();
}

// Four in a row where they fit whole, else fewer.
void CallBar::arrange()
{
    int widest = 0;
    for (const KeyButton *key : m_keys)
        widest = std::max(widest, key->sizeHint().width());
    const int room = std::max(width(), 1) - 2 * kSpace16;
    const bool narrow = width() < scaled(500);
    m_head->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_head->setAlignment(m_head->itemAt(1)->layout(), narrow ? Qt::AlignLeft : Qt::Alignment());
    const int columns = std::clamp((room + kSpace8) / (widest + kSpace8), 1, 4);
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    for (int n = 0; n < 4; ++n)
        m_grid->setColumnStretch(n, n < columns ? 1 : 0);
    for (int n = 0; n < 7; ++n)
        m_grid->addWidget(m_keys[std::size_t(n)], n / columns, n % columns);
    if (7 % columns == 0)
        m_grid->addWidget(m_hint, 7 / columns, 0, 1, columns);
    else
        m_grid->addWidget(m_hint, 7 / columns, 7 % columns, 1, columns - 7 % columns);
}

void CallBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Hover), colour(Colour::Accent), 1, kRadius);
}

} // namespace updesk
