// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsscreen.h"

#include "core/desk/session.h"
#include "ui/parts/field.h"
#include "ui/parts/spacing.h"
#include "ui/settings/sectionlist.h"

#include <QAbstractButton>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace updesk
{

static constexpr int kList = 203, kContent = 654;

SettingsScreen::SettingsScreen()
    : m_search(new QLineEdit),
      m_desk(new DeskSection),
      m_store(new StoreSection),
      m_connections(new ConnectionSection),
      m_messages(new MessageSection),
      m_mail(new MailSection),
      m_texts(new TextSection),
      m_phone(new PhoneSection),
      m_data(new DataSection),
      m_sections{m_desk, m_store, m_connections, m_messages, m_mail, m_texts, m_phone, m_data, new AboutSection},
      m_left(new QWidget),
      m_scroll(new QScrollArea),
      m_none(new TextLabel(QString(), Type::Body, Colour::Text2))
{
    setObjectName(QStringLiteral("settings"));
    QStringList names;
    for (const SettingSection *section : m_sections)
        names << section->title();
    m_list = new SectionList(names);
    build();
    connect(m_search, &QLineEdit::textChanged, this, &SettingsScreen::seek);
    connect(m_list, &SectionList::chosen, this, [this](int) {
        m_search->clear();
        seek();
    });
    const auto fit = [this] {
        m_left->setFixedWidth(scaled(kList));
        m_scroll->widget()->setMaximumWidth(scaled(kContent) + 2 * kSpace24);
    };
    connect(themeChanges(), &ThemeChanges::changed, this, fit);
    fit();
    setFacts({});
    seek();
    for (QWidget *part : findChildren<QWidget *>())
        part->ensurePolished(); // what is polished only when it is shown forgets a theme that was chosen before
}

void SettingsScreen::build()
{
    m_search->setObjectName(QStringLiteral("settings.search"));
    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->setProperty("bar", true);
    dressSearchEdit(m_search, tr("Find a setting"));
    markFind(m_search);
    m_none->setWordWrap(true);
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(kSpace8, kSpace12, kSpace8, kSpace8);
    left->setSpacing(kSpace8);
    left->addWidget(m_search);
    left->addWidget(m_list);
    left->addStretch();
    auto *content = new QWidget;
    content->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSpace24, kSpace16, kSpace16, kSpace24);
    column->setSpacing(0);
    for (SettingSection *section : m_sections)
        column->addWidget(section);
    column->addWidget(m_none);
    column->addStretch();
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::ClickFocus);
    m_scroll->setAccessibleName(tr("Settings"));
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidget(content);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    row->addWidget(m_left);
    row->addWidget(m_scroll, 1);
    markPane(m_list);
    markPane(m_scroll);
}

QWidget *SettingsScreen::focusTarget() { return m_list->focusTarget(); }

bool SettingsScreen::goBack()
{
    if (m_search->text().isEmpty())
        return false;
    m_search->clear();
    m_list->focusTarget()->setFocus(Qt::OtherFocusReason);
    return true;
}

void SettingsScreen::setFacts(const DeskFacts &facts)
{
    m_facts = facts;
    for (SettingSection *section : m_sections)
        section->setFacts(facts);
    seek();
}

void SettingsScreen::keepFresh(Session &session, QObject &whose, const std::function<void()> &refresh)
{
    const auto whileShown = [this, refresh] {
        if (isVisible())
            refresh();
    };
    connect(this, &SettingsScreen::shown, &whose, refresh);
    connect(&session, &Session::changed, &whose, whileShown);
    connect(&session, &Session::personChanged, &whose, whileShown);
    refresh();
}

void SettingsScreen::go(int section)
{
    m_search->clear();
    m_list->setCurrent(section);
    seek();
}

void SettingsScreen::openList()
{
    go(int(std::ranges::find(m_sections, m_data) - m_sections.begin()));
    m_data->takeFocusAtList();
}

// Of several sections at once a letter of Alt would be there more than once: their buttons then have none.
static void useLetters(const QWidget &section, bool use)
{
    for (QAbstractButton *button : section.findChildren<QAbstractButton *>()) {
        QString bare = button->property("letter").toString();
        if (use && button->text() == bare.remove(u'&'))
            button->setText(button->property("letter").toString());
        if (use || !button->text().contains(u'&'))
            continue;
        button->setProperty("letter", button->text());
        button->setText(button->text().remove(u'&'));
    }
}

// Without words one section is shown whole; with words every row of all sections that has to do with them.
void SettingsScreen::seek()
{
    const QString sought = m_search->text().trimmed();
    bool any = false;
    for (int i = 0; i < int(m_sections.size()); ++i) {
        const int found = m_sections[size_t(i)]->filter(sought);
        const bool shown = sought.isEmpty() ? i == m_list->current() : found > 0;
        m_sections[size_t(i)]->setVisible(shown);
        useLetters(*m_sections[size_t(i)], sought.isEmpty());
        m_list->setFound(i, sought.isEmpty() || found > 0);
        any = any || shown;
    }
    m_none->setText(tr("No setting has to do with “%1”. Esc shows all of them.").arg(sought));
    m_none->setVisible(!any);
}

void SettingsScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    Q_EMIT shown();
}

void SettingsScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
    painter.fillRect(QRect(m_left->width(), 0, 1, height()), colour(Colour::Divider));
}

} // namespace updesk
