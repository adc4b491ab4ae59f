// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuereasons.h"

#include "core/desk/peoplerows.h"
#include "core/desk/peopleverbs.h"
#include "core/leads/scorerows.h"
#include "core/people/phonenumber.h"
#include "ui/parts/gradewords.h"
#include "ui/parts/sentence.h"
#include "ui/queue/queueview.h"
#include "ui/parts/scorewords.h"

#include <QKeyEvent>
#include <QLocale>

namespace updesk
{

using Kind = PopoverLine::Kind;

QueueReasons::QueueReasons(QueueView &view, QueueModel &model, Session &session, QObject *parent)
    : QObject(parent), m_view(view), m_model(model), m_session(session)
{
    connect(&view, &QueueView::detailWanted, this, &QueueReasons::openFor);
    connect(&view, &QueueView::detailLeft, this, [this] {
        if (m_popover)
            m_popover->pointerLeft();
    });
    connect(&view, &QueueView::currentLeadChanged, this, &QueueReasons::close);
}

void QueueReasons::openFor(const QModelIndex &index, bool hover)
{
    if (!hover && isOpen()) { // Space again closes
        close();
        return;
    }
    if (hover && isOpen() && m_popover->hasFocus())
        return;
    show(index, hover ? PopoverWay::Hover : PopoverWay::Keys);
}

void QueueReasons::show(const QModelIndex &index, PopoverWay way)
{
    if (!m_popover) {
        m_popover = new Popover(m_view.window());
        m_popover->setObjectName(QStringLiteral("queue.reasons"));
        m_popover->installEventFilter(this);
        connect(m_popover, &Popover::dismissed, this, [this] { m_view.setHeld(false); });
    }
    m_at = index;
    m_popover->setText(textFor(index));
    const QRect cell = m_view.cellRect(index);
    m_view.setHeld(true);
    m_popover->openBy(QRect(m_view.viewport()->mapTo(m_view.window(), cell.topLeft()), cell.size()), way);
}

void QueueReasons::close()
{
    if (m_popover)
        m_popover->dismiss();
}

// Tab inside goes through the columns and then back to the row.
bool QueueReasons::step(int way)
{
    int column = m_at.column() + way;
    while (column >= 0 && column < QueueModel::Columns && m_view.head()->isSectionHidden(column))
        column += way;
    if (column < 0 || column >= QueueModel::Columns) {
        close();
        m_view.setFocus(Qt::TabFocusReason);
        return true;
    }
    const QModelIndex next = m_at.sibling(m_at.row(), column);
    m_view.setFocus(Qt::TabFocusReason); // where the focus goes back to
    show(next, PopoverWay::Keys);
    m_popover->setFocus(Qt::TabFocusReason);
    return true;
}

bool QueueReasons::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_popover || event->type() != QEvent::KeyPress || !m_at.isValid())
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Tab:
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Backtab:
    case Qt::Key_Left:
        return step(-1);
    default:
        return false;
    }
}

PopoverText QueueReasons::textFor(const QModelIndex &index) const
{
    const auto text = ask(m_model.line(index.row()), index.column());
    if (text)
        return *text;
    PopoverText failed;
    failed.lines.push_back({sentence(text.error()), {}, Kind::Plain});
    return failed;
}

Result<PopoverText> QueueReasons::ask(const QueueLine &line, int column) const
{
    if (column == QueueModel::Score)
        return scoreText(line.row);
    if (column == QueueModel::Customer || column == QueueModel::Way)
        return customerText(line.row);
    if (column == QueueModel::Source)
        return sourceText(line.row);
    const auto detail = leadDetail(m_session.database(), line.row.now.id);
    if (!detail)
        return detail.error();
    switch (column) {
    case QueueModel::Wants:
        return wantsText(line, *detail);
    case QueueModel::NextAction:
        return nextText(line.row.now.id, *detail);
    case QueueModel::Owner:
        return ownerText(line.row, *detail);
    default:
        return clockText(line.row, *detail);
    }
}

Result<PopoverText> QueueReasons::scoreText(const QueueRow &row) const
{
    const auto story = scoreStory(m_session.database(), row.now.id);
    if (!story)
        return story.error();
    const QueueWords &words = m_model.words();
    PopoverText text;
    text.score = story->score;
    if (story->before >= 0)
        text.note = tr("%1 until %2").arg(story->before).arg(words.moment(story->changedAt, m_model.now()));
    const Rulebook *rules = words.rules();
    const RateFrom from = rules && !rules->weight(row.now.source).guide ? RateFrom::OwnSales : RateFrom::Guide;
    for (const ScoreLine &line : story->lines)
        text.lines.push_back(
            {scoreLineWords(line, words.source(row.now.source), from), pointsWords(line.points), Kind::Plain});
    text.lines.push_back({tr("%1 is %2 to %3", "tier, from, to points")
                              .arg(QueueWords::tier(story->tier))
                              .arg(story->from)
                              .arg(story->to),
        QLocale().toString(story->score), Kind::Sum});
    if (story->cause == QLatin1String("asked_again"))
        text.lines.push_back({tr("Last moved when they asked again"), {}, Kind::Soft});
    if (!story->raises.empty())
        text.lines.push_back({tr("Would raise it"), {}, Kind::Heading});
    for (const Raise &raise : story->raises)
        text.lines.push_back({raiseWords(raise), pointsWords(raise.points), Kind::Soft});
    return text;
}

Result<PopoverText> QueueReasons::customerText(const QueueRow &row) const
{
    const auto card = customerCard(m_session.database(), row.now.customer);
    const auto contacts = contactsOf(m_session.database(), row.now.customer);
    if (!card || !contacts)
        return !card ? card.error() : contacts.error();
    const Rulebook *rules = m_model.words().rules();
    const QString region = rules ? rules->dealership.region : QString();
    PopoverText text;
    text.note = row.name;
    if (row.pinned)
        text.lines.push_back({tr("Pinned by you"), {}, Kind::Soft});
    for (const Phone &phone : contacts->phones) {
        const QString shown = phone.e164.isEmpty() ? phone.typed : displayPhone(phone.e164, region);
        text.lines.push_back({phone.bad ? tr("%1 (bad number)").arg(shown) : shown, {}, Kind::Plain});
    }
    for (const Email &email : contacts->emails)
        text.lines.push_back({email.bad ? tr("%1 (bad address)").arg(email.typed) : email.typed, {}, Kind::Plain});
    if (contacts->phones.empty() && contacts->emails.empty())
        text.lines.push_back({tr("No phone and no email"), {}, Kind::Plain});
    if (const QString missing = missingLine(row.now.missing); !missing.isEmpty())
        //: %1: the grade's letter, %2: what the lead lacks, as a sentence
        text.lines.push_back({tr("Grade %1. %2").arg(QueueWords::grade(row.now.grade), missing), {}, Kind::Plain});
    text.lines.push_back({tr("Allowed"), {}, Kind::Heading});
    if (row.doNotContact)
        text.lines.push_back({tr("Asked not to be contacted"), {}, Kind::Plain});
    text.lines.push_back({tr("Calls"), card->noCalls ? tr("No") : tr("Yes"), Kind::Plain});
    const QString texts = card->noTexts ? tr("No") : card->textConsent ? tr("Said yes") : tr("Not asked");
    text.lines.push_back({tr("Texts"), texts, Kind::Plain});
    text.lines.push_back({tr("Emails"), card->noEmails ? tr("No") : tr("Yes"), Kind::Plain});
    if (row.now.lastContact > 0)
        text.lines.push_back(
            {tr("Last contact"), m_model.words().moment(row.now.lastContact, m_model.now()), Kind::Soft});
    return text;
}

} // namespace updesk
