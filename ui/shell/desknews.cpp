// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desknews.h"

#include "core/store/desksetting.h"
#include "core/leads/queuerows.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/shell/deskstatus.h"
#include "ui/shell/disposalsheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticewords.h"
#include "ui/shell/quietsheet.h"

#include <QTimeZone>

#include <optional>

namespace updesk
{

namespace
{

constexpr Time kBetweenTones = 30 * kSecond;

/// How loud a kind of news is (ui.md 16): the higher one of several at a time is the one that is told.
enum class Loud : quint8 { List, PopUpWhenAway, PopUpAndTone };

Loud loudnessOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::HotLead:
    case Notice::Kind::NewLead:
    case Notice::Kind::ClockLate:
    case Notice::Kind::HotUntouched:
    case Notice::Kind::Untouched:
    case Notice::Kind::EveryoneNeeded:
    case Notice::Kind::BackupNeeded:
    case Notice::Kind::UpForGrabs:
    case Notice::Kind::AskedAgain:
    case Notice::Kind::Replied:
    case Notice::Kind::MatchedToYours:
        return Loud::PopUpAndTone;
    case Notice::Kind::ClockClose:
    case Notice::Kind::ClaimLost:
    case Notice::Kind::TextExpired:
    case Notice::Kind::MailExpired:
    case Notice::Kind::MessageUntrue:
        return Loud::PopUpWhenAway;
    default:
        break;
    }
    return Loud::List;
}

} // namespace

DeskNews::DeskNews(Session &session, MainWindow &window, Ways ways, std::function<void(LeadId)> open)
    : m_session(session), m_window(window), m_ways(std::move(ways)), m_open(std::move(open))
{
    addCommand();
    connect(window.notices(), &Notices::opened, this, [this] {
        if (auto seen = markNoticesSeen(m_session.database(), m_session.person()); !seen)
            Q_EMIT said(sentence(seen.error()));
    });
    startOver();
}

QString DeskNews::setting(const char *kind) const
{
    return QStringLiteral("%1.%2").arg(QLatin1String(kind), QString::fromLatin1(m_session.person().value.hex()));
}

void DeskNews::startOver()
{
    m_last = 0;
    m_window.notices()->clear();
    const auto quiet = deskSetting(m_session.database(), setting("quiet"));
    m_quiet = quiet && *quiet == QLatin1String("1");
    const auto hours = deskSetting(m_session.database(), setting("quiet_hours"));
    m_hours = hours ? quietHoursFrom(*hours) : QuietHours{};
    tellQuiet();
    read();
}

void DeskNews::addCommand()
{
    m_window.commands()->add({.name = QStringLiteral("quiet"),
        .words = tr("Do not disturb"),
        .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        .icon = Icon::Moon,
        .run = [this] { setQuiet(!m_quiet); },
        .overSheets = true,
        .inUserMenu = true,
        .checked = m_quiet});
    m_window.commands()->add({.name = QStringLiteral("quietHours"),
        .words = tr("Do not disturb every day ..."),
        .icon = Icon::Moon,
        .run = [this] { openHours(); },
        .inUserMenu = true});
    m_window.commands()->add({.name = QStringLiteral("disposal"),
        .words = tr("Customers without business ..."),
        .icon = Icon::Lock,
        .run = [this] { openDisposal(); }});
}

void DeskNews::openDisposal()
{
    if (!m_disposal) {
        m_disposal = new DisposalSheet(m_session, &m_window);
        connect(m_disposal, &DisposalSheet::said, this, &DeskNews::said);
    }
    m_disposal->open();
}

void DeskNews::openHours()
{
    if (!m_sheet) {
        m_sheet = new QuietSheet(&m_window);
        connect(m_sheet, &QuietSheet::kept, this, &DeskNews::setQuietHours);
    }
    m_sheet->openFor(m_hours);
}

void DeskNews::setQuietHours(const QuietHours &hours)
{
    if (auto kept = setDeskSetting(m_session.database(), setting("quiet_hours"), textOf(hours)); !kept)
        return Q_EMIT said(sentence(kept.error()));
    m_hours = hours;
    tellQuiet();
    Q_EMIT said(hours.isSet()
            ? tr("Do not disturb every day from %1 until %2.").arg(regionTime(hours.from), regionTime(hours.to))
            : tr("News pops up at any hour again."));
}

bool DeskNews::isQuietNow() const
{
    if (m_quiet || (m_ways.isSystemQuiet && m_ways.isSystemQuiet()))
        return true;
    const auto rules = m_session.rules();
    if (!m_hours.isSet() || !rules)
        return false;
    const QTimeZone zone((*rules)->dealership.timeZone.toLatin1());
    return m_hours.contains(
        QDateTime::fromMSecsSinceEpoch(m_session.now(), zone.isValid() ? zone : QTimeZone::utc()).time());
}

void DeskNews::tick()
{
    if (m_window.state().isQuiet != isQuietNow())
        tellQuiet();
}

void DeskNews::tellQuiet()
{
    m_window.commands()->setChecked(QStringLiteral("quiet"), m_quiet);
    ShellState state = m_window.state();
    state.isQuiet = isQuietNow();
    m_window.setState(state);
}

void DeskNews::setQuiet(bool quiet)
{
    if (auto kept = setDeskSetting(m_session.database(), setting("quiet"), quiet ? QStringLiteral("1") : QString());
        !kept)
        return Q_EMIT said(sentence(kept.error()));
    m_quiet = quiet;
    tellQuiet();
    Q_EMIT said(quiet ? tr("Do not disturb is on. News waits in the notices.")
                      : tr("Do not disturb is off. News pops up again."));
}

void DeskNews::read()
{
    const auto all = notices(m_session.database(), m_session.person(), 100);
    if (!all)
        return;
    std::optional<Notice> loudest;
    for (auto notice = all->rbegin(); notice != all->rend(); ++notice) {
        if (notice->n <= m_last)
            continue;
        m_last = notice->n;
        show(*notice);
        const bool fresh = m_session.now() - notice->at < kMinute;
        if (fresh && (!loudest || loudnessOf(notice->kind) >= loudnessOf(loudest->kind)))
            loudest = *notice;
    }
    if (loudest)
        disturb(*loudest);
}

void DeskNews::show(const Notice &notice)
{
    const auto rules = m_session.rules();
    if (!rules)
        return;
    const auto row = queueRow(m_session.database(), notice.lead);
    const bool ofSharing = notice.kind == Notice::Kind::ChangeRefused || notice.kind == Notice::Kind::TheirsStands
        || notice.kind == Notice::Kind::OursStands;
    const bool ofList = notice.kind == Notice::Kind::ListEnds || notice.kind == Notice::Kind::ListTooOld;
    m_window.notices()->add({localTime(**rules, notice.at, m_session.now()),
        NoticeWords(*rules).sentence(notice, row ? row->name : QString()), NoticeWords::icon(notice.kind),
        [this, ofSharing, ofList, lead = notice.lead, kind = notice.kind] {
            if (ofSharing && m_ways.openSharing)
                m_ways.openSharing();
            else if (ofList && m_ways.openLists)
                m_ways.openLists();
            else if (kind == Notice::Kind::Disposal)
                openDisposal();
            else
                m_open(lead);
        },
        notice.seen});
}

void DeskNews::disturb(const Notice &notice)
{
    const Loud loud = loudnessOf(notice.kind);
    const auto is = [](const std::function<bool()> &asked) { return asked && asked(); };
    if (loud == Loud::List || isQuietNow() || is(m_ways.isOnCall))
        return;
    if (m_ways.popUp && (loud == Loud::PopUpAndTone || !is(m_ways.isInFront)))
        m_ways.popUp(NoticeWords::quiet(notice), notice.lead);
    const Time now = m_session.now();
    if (loud != Loud::PopUpAndTone || !m_ways.tone || (m_lastTone != 0 && now - m_lastTone < kBetweenTones))
        return;
    m_lastTone = now;
    m_ways.tone();
}

} // namespace updesk
