// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/boardbar.h"

#include "ui/parts/spacing.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>

namespace updesk
{

BoardBar::BoardBar(QWidget *parent)
    : QWidget(parent),
      m_back(new Button(Icon::Back, tr("Earlier"))),
      m_forward(new Button(Icon::Forward, tr("Later"))),
      m_today(new Button(tr("Today"), ButtonKind::Link)),
      m_add(new Button(tr("Add &appointment"))),
      m_heading(new TextLabel(QString(), Type::BodyStrong)),
      m_span(new Segments(tr("A day or a week"), {tr("Day"), tr("Week")})),
      m_people(new QComboBox),
      m_left(makeLeft()),
      m_right(makeRight()),
      m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_layout->setContentsMargins(kSpace16, kSpace4, kSpace16, kSpace4);
    m_layout->setSpacing(kSpace4);
    m_layout->addWidget(m_left);
    m_layout->addStretch(1);
    m_layout->addWidget(m_right);
    connect(m_back, &Button::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(m_forward, &Button::clicked, this, [this] { Q_EMIT stepWanted(1); });
    connect(m_today, &Button::clicked, this, &BoardBar::todayWanted);
    connect(m_span, &Segments::chosen, this, [this](int index) { Q_EMIT spanChosen(BoardModel::Span(index)); });
    connect(m_people, qOverload<int>(&QComboBox::activated), this,
        [this](int index) { Q_EMIT personChosen(m_ids[std::size_t(index)]); });
    connect(m_add, &Button::clicked, this, &BoardBar::addWanted);
    connect(themeChanges(), &ThemeChanges::changed, this, &BoardBar::fit);
}

QWidget *BoardBar::makeLeft()
{
    auto *left = new QWidget;
    auto *row = new QHBoxLayout(left);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    m_back->setObjectName(QStringLiteral("appt.back"));
    m_forward->setObjectName(QStringLiteral("appt.forward"));
    m_today->setObjectName(QStringLiteral("appt.today"));
    m_heading->setObjectName(QStringLiteral("appt.day"));
    m_heading->setAlignment(Qt::AlignCenter);
    m_span->setObjectName(QStringLiteral("appt.span"));
    m_people->setObjectName(QStringLiteral("appt.people"));
    m_people->setAccessibleName(tr("Whose appointments"));
    m_people->setProperty("inBar", true);
    m_people->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_people->setMinimumContentsLength(9);
    m_today->setInBar();
    row->addWidget(m_back);
    row->addWidget(m_heading);
    row->addWidget(m_forward);
    row->addWidget(m_today);
    row->addSpacing(kSpace4);
    row->addWidget(m_span);
    row->addWidget(m_people);
    row->addStretch(1);
    return left;
}

BoardBar::Count BoardBar::makeCount(const QString &words, const char *name)
{
    Count count{new TextLabel(QString(), Type::Section), new TextLabel(words, Type::Body, Colour::Text2)};
    count.number->setObjectName(QLatin1String(name));
    count.number->setEqualDigits();
    return count;
}

QWidget *BoardBar::makeRight()
{
    auto *right = new QWidget;
    auto *row = new QHBoxLayout(right);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace4);
    m_counts = {makeCount(tr("set", "a count of appointments"), "appt.count.set"),
        makeCount(tr("confirmed", "a count of appointments"), "appt.count.confirmed"),
        makeCount(tr("shown", "a count of appointments"), "appt.count.shown"),
        makeCount(tr("missed", "a count of appointments"), "appt.count.missed"),
        makeCount(tr("sold", "a count of appointments"), "appt.count.sold")};
    for (const Count &count : m_counts) {
        row->addWidget(count.number);
        row->addWidget(count.words);
        row->addSpacing(kSpace12);
    }
    m_add->setObjectName(QStringLiteral("appt.add"));
    m_add->setMark(Icon::AppointmentAdd);
    m_add->setInBar();
    row->addWidget(m_add);
    return right;
}

void BoardBar::fillPeople(const BoardModel &model)
{
    std::vector<PersonId> ids{PersonId()};
    QStringList names{tr("All people")};
    if (const Rulebook *rules = model.words().rules()) {
        for (const Person &person : rules->people) {
            if (!person.active && person.id != model.person())
                continue;
            ids.push_back(person.id);
            names << person.name;
        }
    }
    if (ids != m_ids) {
        m_ids = ids;
        m_people->clear();
        m_people->addItems(names);
    }
    const auto chosen = std::ranges::find(m_ids, model.person());
    m_people->setCurrentIndex(chosen == m_ids.end() ? 0 : int(chosen - m_ids.begin()));
}

void BoardBar::show(const BoardModel &model)
{
    const QString heading = model.heading();
    const BoardCounts &counts = model.counts();
    const QLocale locale;
    m_heading->setText(heading);
    m_away = !model.isToday();
    m_span->setCurrent(int(model.span()));
    fillPeople(model);
    const std::array numbers{counts.set, counts.confirmed, counts.shown, counts.missed, counts.sold};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        m_counts[i].number->setText(locale.toString(numbers[i]));
    m_right->setAccessibleName(countsText());
    const bool week = model.span() == BoardModel::Span::Week;
    m_back->setWords(week ? tr("The week before") : tr("The day before"));
    m_forward->setWords(week ? tr("The week after") : tr("The day after"));
    fit();
}

QString BoardBar::countsText() const
{
    QStringList parts;
    for (const Count &count : m_counts)
        parts << count.number->text() + u' ' + count.words->text();
    return parts.join(QStringLiteral(", "));
}

// Where the bar is too narrow for one line it has two; where even that has no room, "Today" and the words of the button
// go: T and the icon do the same.
void BoardBar::fit()
{
    const int room = width() - 2 * kSpace16;
    m_add->setIconAlone(false);
    m_today->setVisible(m_away);
    const bool two = width() > 0 && room < m_left->sizeHint().width() + m_right->sizeHint().width() + kSpace24;
    if (two && room < m_right->sizeHint().width())
        m_add->setIconAlone(true);
    if (two && room < m_left->sizeHint().width())
        m_today->hide();
    m_layout->setDirection(two ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_layout->setAlignment(m_right, two ? Qt::AlignLeft : Qt::Alignment());
    const int line = std::max(scaled(44) - 2 * kSpace4, m_add->sizeHint().height() + kSpace4);
    setFixedHeight(two ? 2 * line + 3 * kSpace4 : line + 2 * kSpace4);
}

void BoardBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace updesk
