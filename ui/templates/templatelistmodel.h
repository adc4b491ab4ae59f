// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/templatestore.h"
#include "ui/parts/icons.h"

#include <QAbstractListModel>

namespace updesk
{

/// The store's messages, or its scripts, by key, each once, named in the language that is looked at.
class TemplateListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { KeyRole = Qt::UserRole + 1, IconRole, OwnRole, FaultyRole, OffRole };
    enum class Shown : quint8 { Messages, Scripts };
    explicit TemplateListModel(Session &session, QObject *parent = nullptr);

    /// Asks again; on an error the rows stay as they were.
    Result<void> reload();
    void setLanguage(const QString &language);
    void setShown(Shown shown);
    Shown shown() const { return m_shown; }
    QString keyAt(int row) const { return row >= 0 && row < int(m_rows.size()) ? m_rows[size_t(row)].key : QString(); }
    int rowOf(const QString &key) const; ///< -1: there is none
    const std::vector<TemplateEntry> &entries() const { return m_entries; }
    const std::vector<ScriptEntry> &scripts() const { return m_scripts; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row {
        QString key{}, name{}, kind{}; ///< kind: "Email"
        Icon icon = Icon::Text;
        int group = 0, rank = 0;
        bool own = false, faulty = false, off = false;
        bool operator==(const Row &) const = default;
    };
    template <class Entry, class Describe>
    std::vector<Row> rowsOf(const std::vector<Entry> &entries, const Describe &describe) const;
    void build();
    Session &m_session;
    QString m_language = QStringLiteral("en");
    Shown m_shown = Shown::Messages;
    std::vector<TemplateEntry> m_entries;
    std::vector<ScriptEntry> m_scripts;
    std::vector<Row> m_rows;
};

} // namespace updesk
