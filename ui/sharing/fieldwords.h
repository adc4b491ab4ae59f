// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/deskwords.h"

#include <QCoreApplication>

namespace updesk
{

/// What a column of a synced table is called on screen, and how its values read.
class FieldWords
{
    Q_DECLARE_TR_FUNCTIONS(FieldWords)
public:
    explicit FieldWords(const DeskWords &words) : m_words(words) { }
    static QString name(const QByteArray &table, const QByteArray &field);
    QString value(const QByteArray &table, const QByteArray &field, const QString &text, Time now) const;

private:
    const DeskWords &m_words;
};

} // namespace updesk
