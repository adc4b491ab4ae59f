// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/doorpanel.h"

#include "ui/parts/announce.h"
#include "ui/parts/icons.h"
#include "ui/parts/logo.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace updesk
{

DoorPanel::DoorPanel(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(kSpace24, kSpace24, kSpace24, kSpace24);
    m_column->setSpacing(kSpace12);
    connect(themeChanges(), &ThemeChanges::changed, this, &DoorPanel::fit);
    fit();
}

TextLabel *DoorPanel::addTitle(const QString &words)
{
    auto *title = new TextLabel(words, Type::Title);
    title->setWordWrap(true);
    m_column->addWidget(title);
    return title;
}

TextLabel *DoorPanel::addWords(const QString &words)
{
    auto *text = new TextLabel(words, Type::Body, Colour::Text2);
    text->setWordWrap(true);
    m_column->addWidget(text);
    return text;
}

TextLabel *DoorPanel::addFact(const QString &label)
{
    auto *name = new TextLabel(label, Type::Body, Colour::Text2);
    auto *value = new TextLabel(QString(), Type::BodyMedium);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(true);
    value->setAccessibleName(label);
    name->setBuddy(value);
    auto *pair = new QVBoxLayout;
    pair->setSpacing(2);
    pair->addWidget(name);
    pair->addWidget(value);
    m_column->addLayout(pair);
    return value;
}

QHBoxLayout *DoorPanel::foot()
{
    if (m_foot)
        return m_foot;
    m_faultRow = new QWidget;
    auto *row = new QHBoxLayout(m_faultRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    m_faultMark = new QLabel;
    m_fault = new TextLabel(QString(), Type::Body, Colour::Bad);
    m_fault->setObjectName(QStringLiteral("door.fault"));
    m_fault->setWordWrap(true);
    row->addWidget(m_faultMark, 0, Qt::AlignTop);
    row->addWidget(m_fault, 1);
    m_faultRow->hide();
    m_column->addWidget(m_faultRow);
    m_foot = new QHBoxLayout;
    m_foot->setContentsMargins(0, kSpace8, 0, 0);
    m_foot->setSpacing(kSpace8);
    m_column->addLayout(m_foot);
    return m_foot;
}

void DoorPanel::setFault(const QString &words)
{
    foot();
    m_fault->setText(words);
    m_faultMark->setPixmap(iconPixmap(Icon::Warning, scaled(16), colour(Colour::Bad), devicePixelRatioF()));
    m_faultRow->setVisible(!words.isEmpty());
    if (!words.isEmpty())
        announce(m_fault, words);
}

void DoorPanel::watchCapsLock(Field *field, PasswordEdit *edit)
{
    connect(edit, &PasswordEdit::capsLockChanged, field, [field](bool on) {
        field->setNote(on ? tr("Caps Lock is on.") : QString());
        if (on)
            announce(field->editor(), tr("Caps Lock is on."));
    });
}

// Lines that wrap need more height than a scroll area asks for.
bool DoorPanel::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fit();
    return done;
}

void DoorPanel::fit()
{
    const int room = isWindow() ? scaled(kDoorPanel) : window()->width() - 2 * kSpace32;
    const int width = std::min(scaled(kDoorPanel), std::max(kDoorPanel, room));
    if (minimumWidth() != width || maximumWidth() != width)
        setFixedWidth(width);
    const int height = m_column->heightForWidth(width);
    if (height > 0 && minimumHeight() != height) // nothing in it yet has no height
        setMinimumHeight(height);
}

void DoorPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(Colour::Base), colour(Colour::Divider));
}

DoorPage::DoorPage(QWidget *parent)
    : QScrollArea(parent),
      m_above(new QVBoxLayout),
      m_panels(new QVBoxLayout),
      m_store(new TextLabel(QString(), Type::SectionPlain, Colour::Text2))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *head = new QHBoxLayout;
    head->setSpacing(kSpace12);
    head->addStretch();
    head->addWidget(new Logo(40));
    head->addWidget(new TextLabel(QStringLiteral("UpDesk"), Type::Figure));
    head->addStretch();
    m_store->setAlignment(Qt::AlignCenter);
    m_store->setWordWrap(true);
    m_store->hide();
    auto *page = new QWidget;
    auto *all = new QVBoxLayout(page);
    all->setContentsMargins(kSpace24, kSpace24, kSpace24, kSpace24);
    all->setSpacing(0);
    all->addStretch(1);
    all->addLayout(head);
    all->addSpacing(kSpace12);
    all->addWidget(m_store);
    all->addSpacing(kSpace16);
    all->addLayout(m_above);
    all->addSpacing(kSpace12);
    all->addLayout(m_panels);
    all->addStretch(1);
    viewport()->setAutoFillBackground(false);
    setWidget(page);
    page->setAutoFillBackground(false);
    page->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, &DoorPage::showFocus);
}

// The focus leaves a page that goes, when it is no page any more.
DoorPage::~DoorPage() { disconnect(qApp, nullptr, this, nullptr); }

void DoorPage::showFocus()
{
    QWidget *shown = QApplication::focusWidget();
    if (!shown || !shown->isVisible() || !widget()->isAncestorOf(shown))
        return;
    if (auto *field = qobject_cast<Field *>(shown->parentWidget()))
        shown = field; // its label, and what is wrong with it
    if (QWidget *fault = m_current ? m_current->shownFault() : nullptr)
        ensureWidgetVisible(fault, 0, kSpace16); // as far as the focus stays in sight
    ensureWidgetVisible(shown, 0, kSpace16);
}

// Words that came or went have moved everything under them.
bool DoorPage::eventFilter(QObject *watched, QEvent *event)
{
    const bool done = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        QMetaObject::invokeMethod(this, &DoorPage::showFocus, Qt::QueuedConnection);
    return done;
}

void DoorPage::setStoreName(const QString &name)
{
    m_store->setText(name);
    m_store->setVisible(!name.isEmpty());
}

void DoorPage::addPanel(DoorPanel *panel)
{
    panel->hide();
    m_panels->addWidget(panel, 0, Qt::AlignHCenter);
}

void DoorPage::addAbove(QWidget *widget) { m_above->addWidget(widget, 0, Qt::AlignHCenter); }

int DoorPage::panelWidth() const { return std::min(scaled(kDoorPanel), std::max(kDoorPanel, width() - 2 * kSpace32)); }

void DoorPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    for (DoorPanel *panel : findChildren<DoorPanel *>())
        panel->fit();
    // A page that is too low anyway keeps its own height.
    QMetaObject::invokeMethod(this, &DoorPage::showFocus, Qt::QueuedConnection);
}

void DoorPage::bring(DoorPanel *panel, QWidget *focus)
{
    if (m_current && m_current != panel)
        m_current->hide();
    m_current = panel;
    panel->show();
    if (focus)
        focus->setFocus(Qt::OtherFocusReason);
}

void DoorPage::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), colour(Colour::Window));
}

} // namespace updesk
