// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sendhold.h"
#include "core/desk/shutwayrows.h"
#include "core/sequences/messagerows.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/icons.h"
#include "ui/parts/paint.h"

namespace updesk
{

/// What a person can do about a message.
struct MessageAct {
    MessageWish wish = MessageWish::None; ///< None: it is filled anew (refillMessage())
    QString words; ///< on the button
    QString done; ///< once it was wished
    Qt::Key key = Qt::Key_unknown; ///< in a list
};

/// What a message that goes out says of itself. Needs no window.
class MessageWords
{
    Q_DECLARE_TR_FUNCTIONS(MessageWords)
public:
    enum class Sending : quint8 { Goes, OnHold }; ///< of the whole store
    /// `offlineSince` (UTC; 0: online): what was written at this desk from then on leaves only when it is back.
    explicit MessageWords(const DeskWords &desk, Sending sending = Sending::Goes, Time offlineSince = 0)
        : m_desk(desk), m_sending(sending), m_offlineSince(offlineSince)
    {
    }

    const DeskWords &desk() const { return m_desk; }
    void setShut(const ShutWays &shut) { m_shut = shut; } ///< why nothing leaves by a way, for what waits for it
    /// "Leaves in 8 s", "May not have arrived. Call them."; of what waits also for what, and until when.
    QString state(const MessageLine &line, Time now) const;
    static QString shortState(const Message &message); ///< "Waiting", "Not sent": on a tag
    static TagTone tone(const Message &message);
    static Icon icon(const Message &message); ///< of its way
    static QString why(const MessageLine &line); ///< what was in the way, a sentence; empty: not known
    /// The server's own words, for a person; empty: it said nothing.
    static QString said(const Message &message);
    static QString author(const MessageLine &line); ///< who wrote it, or that the program did
    static QString first(const Message &message); ///< subject, or the first words of the body
    /// The whole as one sentence, for a screen reader.
    QString sentence(const MessageLine &line, Time now) const;

    /// What can be done about it as it stands; empty: nothing.
    static std::vector<MessageAct> acts(const Message &message);
    static QString undecided(const Error &error); ///< why a wish was not taken
    static bool isTroubled(const Message &message);
    /// Why nothing leaves, and what is to be done: by whoever may release it, or who of `others` to ask. `missing` are
    /// computers that have not told yet what had left.
    static QString held(
        const SendHold &hold, bool mayRelease, const QStringList &others, const QStringList &missing = {});
    /// What may happen when it is released without them.
    static QString releasedWithout(const QStringList &missing);

private:
    static QString over(PlanStop why);
    QString waiting(const MessageLine &line, Time now) const;
    QString keptBy(const MessageLine &line, Time now) const;
    QString later(const MessageLine &line, Time now) const;
    QString due(const MessageLine &line, Time now) const;
    DeskWords m_desk;
    ShutWays m_shut{};
    Sending m_sending;
    Time m_offlineSince;
};

} // namespace updesk
