// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/datasection.h"

namespace updesk
{

DataSection::DataSection() : SettingSection(tr("Data"), tr("everything of this desk is in one file"))
{
    for (const QString &label : {tr("File of the store"), tr("Size"), tr("On the disk"), tr("Last backup")}) {
        SettingRow *row = addRow(label);
        m_lines.emplace_back(row, row->addText());
    }
    m_lines[0].second->setObjectName(QStringLiteral("settings.file"));
    m_lines[2].second->setObjectName(QStringLiteral("settings.encryption"));
    m_lines[3].first->setNote(tr("UpDesk makes one by itself before an update changes the file."));
}

void DataSection::setFacts(const DeskFacts &facts)
{
    const QString texts[] = {
        facts.file, facts.size, facts.encryption, facts.backup.isEmpty() ? tr("None yet") : facts.backup};
    for (size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].second->setText(texts[i]);
        setUsed(m_lines[i].first, !texts[i].isEmpty());
    }
}

AboutSection::AboutSection() : SettingSection(tr("About"), {})
{
    m_version = addRow(tr("Version"))->addText();
    m_version->setObjectName(QStringLiteral("settings.version"));
    addRow(tr("License"))
        ->addText()
        ->setText(tr("GNU General Public License, version 3 or later. It comes without any warranty."));
}

void AboutSection::setFacts(const DeskFacts &facts) { m_version->setText(facts.version); }

} // namespace updesk
