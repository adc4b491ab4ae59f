// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/deskwords.h"

#include <QCoreApplication>

#include <functional>

namespace updesk
{

/// What a column of a synced table is called on screen, and how its values read.
class FieldWords
{
    Q_DECLARE_TR_FUNCTIONS(FieldWords)
public:
    /// Who stands behind the id of another row; empty: nobody that is known here.
    using Names = std::function<QString(const QByteArray &field, const Id &id)>;
    explicit FieldWords(const DeskWords &words, Names names = {}) : m_words(words), m_names(std::move(names)) { }
    static QString name(const QByteArray &table, const QByteArray &field);
    QString value(const QByteArray &table, const QByteArray &field, const QString &text, Time now) const;

private:
    const DeskWords &m_words;
    Names m_names;
};

} // namespace updesk
