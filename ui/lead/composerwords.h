// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/composermodel.h"
#include "ui/parts/deskwords.h"

#include <QCoreApplication>

namespace updesk
{

/// The words of writing to a customer. Needs no window.
class ComposerWords
{
    Q_DECLARE_TR_FUNCTIONS(ComposerWords)
public:
    static QString title(Channel channel, const QString &name);
    static QString to(const ComposerModel &model, const DeskWords &words);
    /// What keeps it from being sent, and what the gate says; empty: nothing.
    static QString snag(const ComposerModel &model);
    static QString claim(const ClaimCheck &check); ///< what is so now, beside what the message says
    static QString claims(const ComposerModel &model); ///< of those that may go as they are; empty: there are none
    static QString gate(const ComposerModel &model); ///< why not, or not now; empty: it allows it
    static QString send(const ComposerModel &model, const DeskWords &words, Time now); ///< "Send", "Send at 8:00"
    static QString sendAllTheSame(const ComposerModel &model);
    static QString sent(const QueuedMessage &queued, const DeskWords &words, Time now, bool online);
    static QString refused(const Error &error, Channel channel); ///< why it was not queued
};

} // namespace updesk
