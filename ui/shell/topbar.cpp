// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/topbar.h"

#include "ui/parts/keycap.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/shell/shellstate.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace updesk
{
namespace
{

/// The orange mark of sample data.
class SampleMark final : public QWidget
{
public:
    explicit SampleMark(QWidget *parent) : QWidget(parent)
    {
        setAccessibleName(TopBar::tr("Sample"));
        setToolTip(TopBar::tr("Sample data. Nothing is sent to anybody."));
    }
    QSize sizeHint() const override { return tagSize(accessibleName()); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintTag(painter, rect(), accessibleName(), TagTone::Close);
        paintBox(painter, rect(), {}, colour(Colour::Close), 1, 3);
    }
};

} // namespace

SearchBox::SearchBox(QWidget *parent) : QAbstractButton(parent)
{
    setText(tr("Search or type a command"));
    setAccessibleName(text());
    setToolTip(tipWithKey(text(), QKeySequence(Qt::CTRL | Qt::Key_K)));
    setObjectName(QStringLiteral("topbar.search"));
    setFocusPolicy(Qt::StrongFocus);
}

void SearchBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Base), colour(Colour::Line), 1, kRadius);
    const int side = scaled(16);
    drawIcon(painter, QRect(scaled(10), 0, side, height()), Icon::Search, colour(Colour::Text2), side);
    const QString keys = keyText(QKeySequence(Qt::CTRL | Qt::Key_K));
    const QSize cap = keycapSize(keys);
    const int left = scaled(33);
    int right = width() - scaled(9);
    if (width() > left + textWidth(text(), Type::Body) + cap.width() + scaled(16)) {
        paintKeycap(painter, QRect(QPoint(right - cap.width(), (height() - cap.height()) / 2), cap), keys);
        right -= cap.width() + kSpace8;
    }
    // Less than half of the words would say nothing.
    if (right - left >= textWidth(text(), Type::Body) / 2)
        drawText(painter, QRect(left, 0, right - left, height()), text(), Type::Body, colour(Colour::Hint));
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    const bool letter = !event->text().isEmpty() && event->text().at(0).isPrint() && event->text() != QLatin1String(" ")
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (letter)
        Q_EMIT typed(event->text());
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

Avatar::Avatar(QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("topbar.person"));
    setFocusPolicy(Qt::StrongFocus);
    setPerson({});
}

void Avatar::setPerson(const QString &name)
{
    setText(initialsOf(name));
    setAccessibleName(name.isEmpty() ? tr("Who is at the desk") : tr("%1 is at the desk").arg(name));
    setToolTip(accessibleName());
    update();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Selection), {}, 1, height() / 2.0);
    if (text().isEmpty())
        drawIcon(painter, rect(), Icon::Owner, theme().ink(Colour::Text, true), scaled(16));
    drawText(painter, rect(), text(), Type::CaptionStrong, theme().ink(Colour::Text, true), Qt::AlignCenter);
}

TopBar::TopBar(QWidget *parent)
    : QWidget(parent),
      m_back(new Button(Icon::Back, tr("Go back"), this)),
      m_forward(new Button(Icon::Forward, tr("Go forward"), this)),
      m_title(new TextLabel(QString(), Type::Title, Colour::Text, this)),
      m_crumb(new TextLabel(QString(), Type::Body, Colour::Text2, this)),
      m_sample(new SampleMark(this)),
      m_search(new SearchBox(this)),
      m_bell(new Button(Icon::Notices, tr("Open the notices"), this)),
      m_add(new Button(tr("Add"), ButtonKind::Accent, this)),
      m_avatar(new Avatar(this))
{
    m_back->setKeys(QKeySequence(Qt::ALT | Qt::Key_Left));
    m_forward->setKeys(QKeySequence(Qt::ALT | Qt::Key_Right));
    m_back->setObjectName(QStringLiteral("topbar.back"));
    m_forward->setObjectName(QStringLiteral("topbar.forward"));
    m_title->setObjectName(QStringLiteral("topbar.title"));
    m_crumb->setObjectName(QStringLiteral("topbar.breadcrumb"));
    m_bell->setObjectName(QStringLiteral("topbar.notices"));
    m_add->setObjectName(QStringLiteral("topbar.add"));
    m_add->setMark(Icon::Add);
    m_title->setElides();
    m_crumb->setElides();
    m_sample->setObjectName(QStringLiteral("topbar.sample"));
    m_sample->hide();
    connect(m_back, &Button::clicked, this, &TopBar::backClicked);
    connect(m_forward, &Button::clicked, this, &TopBar::forwardClicked);
    connect(m_search, &SearchBox::clicked, this, [this] { Q_EMIT searchWanted({}); });
    connect(m_search, &SearchBox::typed, this, &TopBar::searchWanted);
    connect(m_bell, &Button::clicked, this, &TopBar::noticesWanted);
    connect(m_add, &Button::clicked, this, &TopBar::openAddMenu);
    connect(m_avatar, &Avatar::clicked, this, [this] { popUp(m_personMenu, m_avatar); });
    connect(themeChanges(), &ThemeChanges::changed, this, &TopBar::arrange);
    setWays(false, false);
    arrange();
}

void TopBar::setTitle(const QString &title, const QString &breadcrumb)
{
    m_title->setText(title);
    m_crumb->setText(breadcrumb);
    arrange();
}

void TopBar::setSample(bool sample)
{
    m_sample->setVisible(sample);
    arrange();
}

void TopBar::setWays(bool back, bool forward)
{
    m_back->setEnabled(back);
    m_forward->setEnabled(forward);
}

void TopBar::setUnread(int count)
{
    m_unread = count;
    nameBell();
}

void TopBar::setQuiet(bool quiet)
{
    m_quiet = quiet;
    m_bell->setMark(quiet ? Icon::Moon : Icon::Notices);
    nameBell();
}

void TopBar::nameBell()
{
    const QString words = m_unread > 0 ? tr("Open the notices, %n new", nullptr, m_unread) : tr("Open the notices");
    m_bell->setWords(m_quiet ? tr("%1. Do not disturb is on").arg(words) : words);
    arrange();
}

void TopBar::setMenus(QMenu *add, QMenu *person)
{
    m_addMenu = add;
    m_personMenu = person;
    m_add->setVisible(add != nullptr);
    arrange();
}

void TopBar::openAddMenu() { popUp(m_addMenu, m_add); }

QWidget *TopBar::focusTarget() const { return m_search; }

void TopBar::popUp(QMenu *menu, QWidget *under)
{
    if (!menu)
        return;
    // Ends where its button ends, so that it never leaves the window at the right.
    menu->popup(under->mapToGlobal(QPoint(under->width() - menu->sizeHint().width(), under->height() + kSpace4)));
    if (!menu->actions().isEmpty())
        menu->setActiveAction(menu->actions().first());
}

int TopBar::putAt(QWidget *widget, int x, const QSize &size) const
{
    widget->setGeometry(QRect(QPoint(x, (scaled(48) - 1 - size.height()) / 2), size));
    return x + size.width();
}

void TopBar::arrange()
{
    const int height = scaled(48);
    setFixedHeight(height);
    const QKeySequence addKeys(Qt::CTRL | Qt::Key_N);
    m_add->setKeys(width() < scaled(720) ? QKeySequence() : addKeys);
    m_add->setToolTip(tipWithKey(m_add->text(), addKeys));
    const QSize button(scaled(28), scaled(28));
    int left = putAt(m_back, scaled(8), button);
    left = putAt(m_forward, left + scaled(4), button);
    int right = width() - kSpace16;
    putAt(m_avatar, right - button.width(), button);
    right -= button.width() + scaled(12);
    if (!m_add->isHidden()) {
        // The words of the button go before those of the title.
        m_add->setIconAlone(false);
        m_add->setIconAlone(right - left - m_add->sizeHint().width() - button.width() - scaled(16) - leastMiddle()
            < m_title->sizeHint().width());
        const QSize add = m_add->sizeHint();
        putAt(m_add, right - add.width(), add);
        right -= add.width() + scaled(8);
    }
    putAt(m_bell, right - button.width(), button);
    right -= button.width() + scaled(8);
    const int title = std::min(m_title->sizeHint().width(), std::max(0, right - left - leastMiddle()));
    left = putAt(m_title, left + scaled(12), {title, m_title->sizeHint().height()});
    arrangeMiddle(left, right);
    update();
}

/// Room of what stands between title and bell at the least: the sample mark and the search box, with their gaps.
int TopBar::leastMiddle() const
{
    return scaled(60 + 12 + 24) + (m_sample->isHidden() ? 0 : m_sample->sizeHint().width() + scaled(10));
}

void TopBar::arrangeMiddle(int left, int right)
{
    const int mark = m_sample->isHidden() ? 0 : m_sample->sizeHint().width() + scaled(10);
    const int wanted = m_crumb->text().isEmpty() ? 0 : m_crumb->sizeHint().width() + scaled(12);
    const int free = right - left - mark - scaled(24);
    const int searchWide = std::clamp(free, scaled(60), std::clamp(free - wanted, scaled(220), scaled(392)));
    const int middle = (width() - searchWide) / 2 - scaled(4);
    const int least = left + mark + scaled(12) + std::clamp(free - searchWide, 0, wanted);
    const int searchLeft = std::clamp(middle, least, std::max(least, right - searchWide - scaled(8)));
    const int crumb = wanted == 0 ? 0 : std::min(m_crumb->sizeHint().width(), searchLeft - left - mark - scaled(24));
    m_crumb->setVisible(crumb > scaled(40));
    if (crumb > scaled(40))
        left = putAt(m_crumb, left + scaled(10), {crumb, m_crumb->sizeHint().height()});
    if (mark > 0)
        putAt(m_sample, left + scaled(10), m_sample->sizeHint());
    putAt(m_search, searchLeft, {searchWide, scaled(32)});
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Colour::Divider));
    if (m_unread > 0) {
        const int dot = scaled(8);
        const QRect bell = m_bell->geometry();
        const QPoint corner = bell.center() + QPoint(scaled(4), -scaled(12));
        paintBox(painter, QRect(corner, QSize(dot, dot)), colour(Colour::Accent), {}, 1, dot / 2.0);
    }
}

} // namespace updesk
