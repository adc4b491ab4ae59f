// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/notices.h"
#include "ui/parts/icons.h"

#include <QCoreApplication>

namespace updesk
{

/// The sentences of notices, for the list behind the bell and for pop-ups.
class NoticeWords
{
    Q_DECLARE_TR_FUNCTIONS(NoticeWords)
public:
    explicit NoticeWords(std::shared_ptr<const Rulebook> rules) : m_rules(std::move(rules)) { }
    QString sentence(const Notice &notice, const QString &customer) const;
    static QString quiet(const Notice &notice); ///< without a customer's name, for a shared screen
    static Icon icon(Notice::Kind kind);

private:
    QString firstName(PersonId person) const;
    std::shared_ptr<const Rulebook> m_rules;
};

} // namespace updesk
