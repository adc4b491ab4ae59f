// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messagesmodel.h"

#include "core/sync/standing.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/tonewords.h"

#include <algorithm>

namespace updesk
{

MessagesModel::MessagesModel(Session &session, QObject *parent) : QAbstractListModel(parent), m_session(session) { }

Result<void> MessagesModel::setList(MessageList list)
{
    if (list == m_list)
        return reload();
    const MessageList before = std::exchange(m_list, list);
    auto lines = read(kPage);
    if (!lines) {
        m_list = before;
        return lines.error();
    }
    m_telling = true;
    beginResetModel();
    m_lines = std::move(*lines);
    m_more = int(m_lines.size()) >= kPage;
    endResetModel();
    m_telling = false;
    return reload();
}

static Time dayBegin(const DeskWords &words, Time now)
{
    QDateTime local = words.local(now);
    local.setTime(QTime(0, 0));
    return local.toMSecsSinceEpoch();
}

Result<void> MessagesModel::reload()
{
    const auto rules = m_session.rules();
    if (!rules)
        return rules.error();
    m_words = DeskWords(*rules);
    const auto counts = messageCounts(m_session.database(), dayBegin(m_words, m_session.now()));
    auto lines = read(std::max(kPage, int(m_lines.size())));
    const auto hold = sendHold(m_session.database());
    const auto stands = standing(m_session.database());
    const auto shut = shutWays(m_session.database(), m_session.now());
    if (!counts || !lines || !hold || !stands || !shut)
        return !counts ? counts.error()
            : !lines   ? lines.error()
            : !hold    ? hold.error()
            : !stands  ? stands.error()
                       : shut.error();
    m_shut = *shut;
    m_counts = *counts;
    m_hold = *hold;
    m_missing = stands->unsettled;
    take(std::move(*lines));
    return {};
}

Result<std::vector<MessageLine>> MessagesModel::read(int most) const { return readFrom({}, most); }

Result<std::vector<MessageLine>> MessagesModel::readFrom(const MessagePlace &after, int most) const
{
    auto lines = messageLines(m_session.database(), m_list, after, most);
    if (lines)
        nameErased(m_session.database(), *lines, &MessageLine::customer,
            [](const MessageLine &line) { return line.message.lead.value; });
    return lines;
}

// The same messages in the same order are only shown anew, so that neither scroll nor selection moves.
void MessagesModel::take(std::vector<MessageLine> lines)
{
    const auto id = [](const MessageLine &line) { return line.message.id; };
    const bool full = lines.size() >= std::max<size_t>(size_t(kPage), m_lines.size());
    const bool same = std::ranges::equal(lines, m_lines, {}, id, id);
    if (same && lines == m_lines)
        return tick();
    m_telling = true;
    if (!same)
        beginResetModel();
    m_lines = std::move(lines);
    m_more = full;
    if (same)
        tick();
    else
        endResetModel();
    m_telling = false;
}

void MessagesModel::tick()
{
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0), index(int(m_lines.size()) - 1));
}

MessageWords MessagesModel::messageWords() const
{
    MessageWords words(m_words, m_hold ? MessageWords::Sending::OnHold : MessageWords::Sending::Goes, m_offlineSince);
    words.setShut(m_shut);
    return words;
}

void MessagesModel::setOfflineSince(Time since)
{
    if (std::exchange(m_offlineSince, since) != since)
        tick();
}

const MessageLine *MessagesModel::line(int row) const
{
    return row >= 0 && row < int(m_lines.size()) ? &m_lines[size_t(row)] : nullptr;
}

int MessagesModel::rowOf(MessageId message) const
{
    const auto found =
        std::ranges::find_if(m_lines, [message](const MessageLine &line) { return line.message.id == message; });
    return found == m_lines.end() ? -1 : int(found - m_lines.begin());
}

int MessagesModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }

bool MessagesModel::canFetchMore(const QModelIndex &parent) const { return !parent.isValid() && m_more && !m_telling; }

void MessagesModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent) || m_lines.empty())
        return;
    const MessagePlace last = placeOf(m_list, m_lines.back().message);
    const auto page = readFrom(last, kPage);
    m_more = page && int(page->size()) >= kPage;
    if (!page || page->empty())
        return;
    const int at = int(m_lines.size());
    m_telling = true;
    beginInsertRows({}, at, at + int(page->size()) - 1);
    m_lines.insert(m_lines.end(), page->begin(), page->end());
    endInsertRows();
    m_telling = false;
}

static QString hexOf(const Id &id) { return QString::fromLatin1(id.hex()); }

QVariant MessagesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MessageLine &line = m_lines[size_t(index.row())];
    const MessageWords words = messageWords();
    const Time now = m_session.now();
    switch (role) {
    case MessageIdRole:
        return hexOf(line.message.id.value);
    case LeadIdRole:
        return hexOf(line.message.lead.value);
    case Qt::DisplayRole:
    case CustomerRole:
        return line.customer.isEmpty() ? line.message.to : line.customer;
    case StateRole:
        return words.state(line, now);
    case TagRole:
        return MessageWords::shortState(line.message);
    case ToneRole:
        return int(MessageWords::tone(line.message));
    case IconRole:
        return int(MessageWords::icon(line.message));
    case AuthorRole:
        return MessageWords::author(line);
    case WhenRole:
        return m_words.momentWithTime(placeOf(m_list, line.message).at, now);
    case WordsRole:
        return MessageWords::first(line.message);
    case CustomerToneRole:
        return toneWords(line.tone);
    case Qt::AccessibleTextRole:
        return line.tone == 0 ? words.sentence(line, now)
                              //: %1: how their last message sounds, %2: a sentence on one of ours
                              : tr("What they wrote: %1. %2").arg(toneWords(line.tone), words.sentence(line, now));
    default:
        return {};
    }
}

} // namespace updesk
