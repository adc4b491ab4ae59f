// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/messagerows.h"
#include "ui/parts/messagewords.h"

#include <QAbstractListModel>

namespace updesk
{

/// One of the three lists of messages, newest first, read by key in pages.
class MessagesModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        MessageIdRole = Qt::UserRole + 1, ///< hex
        LeadIdRole, ///< hex
        CustomerRole,
        StateRole, ///< a sentence
        TagRole, ///< one or two words
        ToneRole, ///< TagTone
        CustomerToneRole, ///< how their words sound that wait; empty: plain
        IconRole, ///< Icon
        AuthorRole,
        WhenRole,
        WordsRole
    };
    static constexpr int kPage = 100;

    explicit MessagesModel(Session &session, QObject *parent = nullptr);

    MessageList list() const { return m_list; }
    /// Another list, from its newest on; on an error the rows stay as they were.
    Result<void> setList(MessageList list);
    /// Asks again, as far down as it has been read; nothing moves where nothing changed.
    Result<void> reload();
    const MessageCounts &counts() const { return m_counts; }
    const DeskWords &words() const { return m_words; }
    const std::optional<SendHold> &hold() const { return m_hold; } ///< why nothing leaves; nothing: it does
    const QStringList &missing() const { return m_missing; } ///< computers that have not told yet what had left
    MessageWords messageWords() const; ///< as sending stands
    void setOfflineSince(Time since); ///< UTC; 0: this desk is online
    const MessageLine *line(int row) const; ///< nullptr: there is none
    int rowOf(MessageId message) const; ///< -1: not among those read
    void tick(); ///< what time alone changes is shown

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    Result<std::vector<MessageLine>> read(int most) const;
    Result<std::vector<MessageLine>> readFrom(const MessagePlace &after, int most) const;
    void take(std::vector<MessageLine> lines);

    Session &m_session;
    DeskWords m_words;
    Time m_offlineSince = 0;
    MessageList m_list = MessageList::Troubled;
    MessageCounts m_counts;
    std::optional<SendHold> m_hold;
    QStringList m_missing;
    ShutWays m_shut;
    std::vector<MessageLine> m_lines;
    bool m_more = false;
    bool m_telling = false; ///< of a change: whoever listens reads no further page meanwhile
};

} // namespace updesk
