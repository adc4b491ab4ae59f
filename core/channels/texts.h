// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/channels/handover.h"

#include <QStringList>

#include <variant>
#include <vector>

namespace updesk
{

/// One text to one number.
struct TextDraft {
    QString id; ///< ours: letters, digits and dashes; carried along, so the provider knows a repeat and names it again
    QString to; ///< E.164
    QString body;
    bool operator==(const TextDraft &) const = default;
};

/// A text that came in.
struct InboundText {
    QString providerId; ///< the provider's; the same text brought twice has the same
    QString from; ///< E.164; as it came when it is no number (a short code, a name)
    QString to;
    QString body;
    Time at = 0; ///< as the provider says; 0: it does not
    bool operator==(const InboundText &) const = default;
};

enum class TextFate : quint8 {
    Waiting, ///< at the provider or its network
    Passed, ///< the network has it
    Delivered, ///< the phone has it
    Failed
};

/// What became of a text of ours.
struct TextReport {
    QString id; ///< ours; empty: known by the provider's only
    QString providerId;
    TextFate fate = TextFate::Waiting;
    int code = 0; ///< the provider's own, for a failure
    QString said;
    bool operator==(const TextReport &) const = default;
};

using TextEvent = std::variant<InboundText, TextReport>;

/// A text whose handing over ended Unknown, as far as it is known.
struct SentText {
    QString id;
    QString providerId; ///< empty: no answer came
    QString to;
    QString body;
    Time began = 0;
    QStringList others = {}; ///< provider ids of other messages: none of them is this one
};

/// How far a provider's list of texts has been read. Kept by whoever fetches, in the same transaction as the texts.
struct TextMark {
    Time upTo = 0; ///< texts from before are not asked for; of the first time: when the account was set up here
    QStringList seen; ///< provider ids since then
    bool operator==(const TextMark &) const = default;
};

struct TextBatch {
    std::vector<InboundText> texts; ///< oldest first
    TextMark next;
};

/// The way out for texts. Calls wait for a server: for a worker's thread, ended early by the halt that it heeds.
class TextOut
{
public:
    virtual ~TextOut() = default;
    /// Hands one text over, once.
    virtual HandOver send(const TextDraft &draft) = 0;
    /// What the provider knows of a text. NotFound (subject text): it has none such, or several that may be it; Failed
    /// (subject lookup): this provider cannot be asked.
    virtual Result<TextReport> find(const SentText &sent) = 0;
    /// Whether the provider is there and takes the account; nothing is sent.
    virtual Result<void> test() = 0;
};

/// The way in for texts that are asked for; those that are brought come by TextListener.
class TextIn
{
public:
    virtual ~TextIn() = default;
    /// `now` is the asker's: a mark or a text from after it does not move the mark beyond it.
    virtual Result<TextBatch> fetch(const TextMark &mark, Time now) = 0;
};

/// A number as it came, in E.164 when it is one.
QString numberOf(const QString &typed);

/// Whether it is one that a text can go to: a plus and up to 15 digits (E.164).
bool isTextNumber(const QString &number);

/// Ids that may stand in an address that a provider calls: 1 to 64 letters, digits and dashes.
bool isTextId(const QString &id);

} // namespace updesk
