"""What the lines of Neo4j differ in: the jars they are made of, the Java they run on and where they begin."""

from __future__ import annotations

from dataclasses import dataclass

from neo4j_server.version import NEO4J_VERSION

_FIRST_BY_CALENDAR = 2025


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of releases.

    Attributes
    ----------
    artifacts
        What Maven brings with all that it needs: group, name and type of each.
    javas
        Major versions of Java that it is released for, the one to prefer first.
    server
        Class that starts the server.
    administration
        Class that sets the password before the first start.
    cypher_shell
        Whether cypher-shell comes with it.
    settings
        What neo4j.conf has to say besides.
    """

    artifacts: tuple[tuple[str, str, str], ...]
    javas: tuple[int, ...]
    server: str
    administration: str
    cypher_shell: bool
    settings: tuple[tuple[str, str], ...] = ()

    def project(self, version: str) -> str:
        """Write the project file by which Maven brings a version of this line."""
        wanted = "".join(
            f"    <dependency><groupId>{group}</groupId><artifactId>{name}</artifactId>"
            f"<version>{version}</version><type>{kind}</type></dependency>\n"
            for group, name, kind in self.artifacts
        )
        return (
            "<project>\n  <modelVersion>4.0.0</modelVersion>\n  <groupId>liaison.servers</groupId>"
            "<artifactId>neo4j</artifactId><version>1</version><packaging>pom</packaging>\n"
            f"  <dependencies>\n{wanted}  </dependencies>\n</project>\n"
        )


LTS = Line(
    (("org.neo4j.assembly", "neo4j-community-standalone", "pom"),),
    (21, 17),
    "org.neo4j.server.CommunityEntryPoint",
    "org.neo4j.server.startup.Neo4jAdminBoot",
    cypher_shell=True,
)
"""5.26, served until 2028."""

CALENDAR = Line(
    (("org.neo4j.app", "neo4j-server", "jar"), ("org.neo4j", "neo4j", "jar")),
    (21, 25),
    "org.neo4j.server.Neo4jCommunity",
    "org.neo4j.server.startup.Neo4jAdminCommand",
    cypher_shell=False,  # Maven Central has no cypher-shell of this line
    settings=(
        ("server.config.strict_validation.enabled", "false"),  # the older ones do not know the next two
        ("server.fleet_discovery.enabled", "false"),  # it would look for other servers on the network
        ("dbms.fleet_manager.enabled", "false"),
    ),
)
"""2025 and later, named by year and month."""


def line_of(version: str) -> Line:
    """Give the line of a version."""
    return CALENDAR if int(version.split(".", maxsplit=1)[0]) >= _FIRST_BY_CALENDAR else LTS


LINE = line_of(NEO4J_VERSION)
"""The one in use."""
