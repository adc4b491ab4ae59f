// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/sheetdialog.h"

#include "ui/parts/ask.h"
#include "ui/parts/keycap.h"
#include "ui/parts/paint.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace updesk
{
namespace
{

constexpr char kCovered[] = "covered";

/// The panel: base fill and a control line; a bar of it draws the divider towards the body.
class SheetPanel final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintBox(painter, rect(), colour(Colour::Base), colour(Colour::Line), 1, kRadius);
    }
};

class SheetBar final : public QWidget
{
public:
    enum class Edge { Top, Bottom };
    explicit SheetBar(Edge edge) : m_edge(edge) { }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(0, m_edge == Edge::Top ? 0 : height() - 1, width(), 1), colour(Colour::Divider));
    }

private:
    Edge m_edge;
};

} // namespace

SheetDialog::SheetDialog(QWidget *window)
    : QWidget(window),
      m_panel(new SheetPanel(this)),
      m_head(new SheetBar(SheetBar::Edge::Bottom)),
      m_mark(new QLabel),
      m_title(new TextLabel(QString(), Type::Title)),
      m_note(new TextLabel(QString(), Type::Body, Colour::Hint)),
      m_esc(new QWidget),
      m_escWords(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_scroll(new QScrollArea)
{
    auto *escRow = new QHBoxLayout(m_esc);
    escRow->setContentsMargins(0, 0, 0, 0);
    escRow->addWidget(new KeycapLabel(tr("Esc")));
    escRow->addWidget(m_escWords);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(kSpace24, 0, kSpace12, 0);
    head->setSpacing(kSpace8);
    head->addWidget(m_mark);
    head->addWidget(m_title);
    head->addSpacing(kSpace4);
    head->addWidget(m_note, 1);
    head->addWidget(m_esc);
    m_esc->hide();
    m_mark->hide();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(m_panel);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_scroll, 1);
    window->installEventFilter(this);
    connect(themeChanges(), &ThemeChanges::changed, this, &SheetDialog::place);
    hide();
}

void SheetDialog::setHead(const QString &title, const QString &note, std::optional<Icon> icon)
{
    m_title->setText(title);
    m_note->setText(note);
    m_icon = icon;
    m_mark->setVisible(icon.has_value());
    setAccessibleName(title);
}

void SheetDialog::setEscWords(const QString &words)
{
    m_escWords->setText(words);
    m_esc->setVisible(!words.isEmpty());
}

void SheetDialog::setBody(QWidget *body)
{
    m_scroll->setWidget(body);
    body->setAutoFillBackground(false);
}

QHBoxLayout *SheetDialog::foot()
{
    if (!m_foot) {
        m_footBar = new SheetBar(SheetBar::Edge::Top);
        m_foot = new QHBoxLayout(m_footBar);
        m_foot->setContentsMargins(kSpace24, kSpace12, kSpace24, kSpace12);
        m_foot->setSpacing(kSpace12);
        m_panel->layout()->addWidget(m_footBar);
    }
    return m_foot;
}

void SheetDialog::setPanel(int width, int top)
{
    m_width = width;
    m_top = top;
    place();
}

void SheetDialog::setBare() { m_head->hide(); }

bool SheetDialog::openSheet(QWidget *first)
{
    if (parentWidget()->property(kCovered).toBool())
        return false;
    if (!isVisible())
        m_before = window()->focusWidget();
    place();
    show();
    raise();
    place();
    typingBegins();
    const QList<QWidget *> all = stops();
    if (!first && !all.isEmpty())
        first = all.first();
    if (first)
        first->setFocus(Qt::OtherFocusReason);
    return true;
}

void SheetDialog::setCovered(QWidget *window, bool covered) { window->setProperty(kCovered, covered); }

void SheetDialog::closeSheet()
{
    if (!isVisible())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

bool SheetDialog::leave()
{
    const QPointer<SheetDialog> here = this; // its window may go while it asks
    escape();
    return here && !isOpen();
}

void SheetDialog::escape()
{
    if (!m_asks || mayDrop())
        closeSheet();
}

QStringList SheetDialog::lines() const
{
    QStringList all;
    for (const auto *edit : m_panel->findChildren<QLineEdit *>())
        all << edit->text().simplified();
    for (const auto *tick : m_panel->findChildren<QCheckBox *>())
        all << QString::number(int(tick->isChecked()));
    for (const auto *list : m_panel->findChildren<QComboBox *>())
        all << QString::number(list->currentIndex());
    for (const auto *choice : m_panel->findChildren<Segments *>())
        all << QString::number(choice->current());
    return all;
}

void SheetDialog::typingBegins() { m_began = lines(); }

bool SheetDialog::isTyped() const { return lines() != m_began; }

bool SheetDialog::mayDrop() { return !isTyped() || isGivenUp(); }

// Nothing of the sheet is touched after the question: its window may have gone meanwhile. Enter keeps it all.
bool SheetDialog::isGivenUp()
{
    return ask(this, {tr("Discard what was typed?"), tr("It is not saved yet."), {tr("Keep typing"), tr("Discard it")}})
        == 1;
}

SheetDialog *SheetDialog::openIn(const QWidget *window)
{
    SheetDialog *top = nullptr;
    for (QObject *child : window->children())
        if (auto *sheet = qobject_cast<SheetDialog *>(child); sheet && sheet->isVisible())
            top = sheet;
    return top;
}

void SheetDialog::place()
{
    QWidget *over = parentWidget();
    setGeometry(over->rect());
    m_head->setFixedHeight(std::max(scaled(48), m_title->sizeHint().height() + kSpace8));
    if (m_footBar)
        m_footBar->setMinimumHeight(scaled(56));
    if (m_icon)
        m_mark->setPixmap(iconPixmap(*m_icon, scaled(20), colour(Colour::Accent), devicePixelRatioF()));
    const int width = std::min(scaled(m_width), over->width() - 2 * kSpace16);
    int height = (m_head->isHidden() ? 0 : m_head->height()) + 2
        + (m_footBar ? std::max(m_footBar->minimumHeight(), m_footBar->sizeHint().height()) : 0);
    if (QWidget *body = m_scroll->widget()) {
        const int hint = body->hasHeightForWidth() ? body->heightForWidth(width - 2) : body->sizeHint().height();
        height += std::clamp(hint, body->minimumHeight(), body->maximumHeight());
    }
    height = std::min(height, over->height() - 2 * kSpace16);
    int top = m_top >= 0 ? m_top : (over->height() - height) * 45 / 100;
    top = std::clamp(top, kSpace16, std::max(kSpace16, over->height() - height - kSpace16));
    m_panel->setGeometry((over->width() - width) / 2, top, width, height);
}

QList<QWidget *> SheetDialog::stops() const
{
    QList<QWidget *> out;
    for (QWidget *w = m_panel->nextInFocusChain(); w && w != m_panel; w = w->nextInFocusChain())
        if (m_panel->isAncestorOf(w) && w->isVisibleTo(m_panel) && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus)
            && !w->focusProxy())
            out << w;
    return out;
}

bool SheetDialog::focusNextPrevChild(bool next)
{
    const QList<QWidget *> all = stops();
    if (all.isEmpty())
        return true;
    if (all.size() == 1) // nowhere to go: the key moves what is read
        scrollBy(next ? Qt::Key_Down : Qt::Key_Up);
    const qsizetype at = all.indexOf(window()->focusWidget());
    const qsizetype to = at < 0 ? 0 : (at + (next ? 1 : all.size() - 1)) % all.size();
    QWidget *target = all[to];
    target->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    if (m_scroll->isAncestorOf(target))
        m_scroll->ensureWidgetVisible(target, kSpace16, kSpace16);
    return true;
}

bool SheetDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void SheetDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        escape();
    else
        scrollBy(event->key());
    // Nothing typed in a sheet may reach the screen behind it.
    event->accept();
}

/// Keys that nothing in the body wanted move a body that is taller than the window.
void SheetDialog::scrollBy(int key)
{
    using Act = QAbstractSlider::SliderAction;
    static const std::map<int, Act> acts{{Qt::Key_Up, Act::SliderSingleStepSub},
        {Qt::Key_Down, Act::SliderSingleStepAdd}, {Qt::Key_PageUp, Act::SliderPageStepSub},
        {Qt::Key_PageDown, Act::SliderPageStepAdd}, {Qt::Key_Home, Act::SliderToMinimum},
        {Qt::Key_End, Act::SliderToMaximum}};
    if (const auto act = acts.find(key); act != acts.end())
        m_scroll->verticalScrollBar()->triggerAction(act->second);
}

void SheetDialog::mousePressEvent(QMouseEvent *event) { Q_UNUSED(event) }

void SheetDialog::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor veil = theme().isDark() ? QColor(Qt::black) : colour(Colour::Text);
    veil.setAlphaF(theme().isDark() ? 0.5F : 0.24F);
    painter.fillRect(rect(), veil);
}

} // namespace updesk
