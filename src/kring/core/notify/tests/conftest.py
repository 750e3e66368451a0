from tests.test_killed import own_database as own_database
