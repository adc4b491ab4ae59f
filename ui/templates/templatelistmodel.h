// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/templatestore.h"

#include <QAbstractListModel>

namespace updesk
{

/// The templates by key, each once, named in the language that is looked at.
class TemplateListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { KeyRole = Qt::UserRole + 1, ChannelRole, OwnRole, FaultyRole, OffRole };
    explicit TemplateListModel(Session &session, QObject *parent = nullptr);

    /// Asks again; on an error the rows stay as they were.
    Result<void> reload();
    void setLanguage(const QString &language);
    QString keyAt(int row) const { return row >= 0 && row < int(m_rows.size()) ? m_rows[size_t(row)].key : QString(); }
    int rowOf(const QString &key) const; ///< -1: there is none
    const std::vector<TemplateEntry> &entries() const { return m_entries; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row {
        QString key, name;
        Channel channel = Channel::Text;
        bool own = false, faulty = false, off = false;
        bool operator==(const Row &) const = default;
    };
    void build();
    Session &m_session;
    QString m_language = QStringLiteral("en");
    std::vector<TemplateEntry> m_entries;
    std::vector<Row> m_rows;
};

} // namespace updesk
